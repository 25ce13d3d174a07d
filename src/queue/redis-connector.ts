import { connect as connectPlain } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { RedisOptions } from 'ioredis';
import { AbstractConnector, SentinelConnector } from 'ioredis';
import type { RedisAddress } from './redis-address.ts';

type Connect = SentinelConnector['connect'];
type Stream = Awaited<ReturnType<Connect>>;
type SentinelOptions = ConstructorParameters<typeof SentinelConnector>[0];

/**
 * ioredis listens for the first error of a connection only. TLS makes a second one (an alert of the server after a
 * handshake that looked fine, as when it does not take the client's certificate), which nobody would hear: the process
 * would die of it.
 */
function heard(stream: Stream): Stream {
  stream.on('error', () => undefined);
  return stream;
}

class Sentinel extends SentinelConnector {
  constructor(options: unknown) {
    if (!isForSentinels(options)) throw new Error('options without sentinels');
    super(options);
  }

  override async connect(...given: Parameters<Connect>): Promise<Stream> {
    return heard(await super.connect(...given));
  }
}

function isForSentinels(options: unknown): options is SentinelOptions {
  return typeof options === 'object' && options !== null && 'sentinels' in options;
}

/** As ioredis' own, which cannot be extended. */
function standalone({ host = '127.0.0.1', port = 6379, tls }: RedisAddress) {
  return class extends AbstractConnector {
    constructor() {
      super(DISCONNECT_WITHIN);
    }

    async connect(): Promise<Stream> {
      this.connecting = true;
      // Disconnecting before the next turn of the event loop ends it here.
      await Promise.resolve();
      if (!this.connecting) throw new Error('Connection is closed.');
      this.stream = heard(
        tls === undefined ? connectPlain({ host, port }) : connectTls({ host, port, ...tls }),
      );
      this.stream.once('error', (error: Error) => {
        this.firstError = error;
      });
      return this.stream;
    }
  };
}

/** What ioredis gives a connection to end by itself. */
const DISCONNECT_WITHIN = 2_000;

/** How connections are made, those that BullMQ duplicates too. */
export function connectorFor(address: RedisAddress): NonNullable<RedisOptions['Connector']> {
  return address.sentinels === undefined ? standalone(address) : Sentinel;
}
