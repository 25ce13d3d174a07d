import type { Dispatcher } from 'undici';
import type { BrowserHost } from '../browser/types.ts';
import type { EffectKind, Logger, Secrets, Sender } from '../flow/ports.ts';
import type { EmailSenderOptions } from './email/sender.ts';

/** The channels that send by themselves. `assisted` is none of them: it becomes a person's task within the flow. */
export type SenderKind = Exclude<EffectKind, 'check'>;

export interface SenderDeps {
  readonly log: Logger;
  readonly secrets: Secrets;
  /** The outbound guard's: all API requests go through it. */
  readonly dispatcher: Dispatcher;
  /** Asked when the first form is sent. The browser is closed by whoever opened it. */
  readonly browser: () => Promise<BrowserHost>;
  /** Asked when the first e-mail is sent; throws RedressError when no mail server is configured. */
  readonly email: () => Omit<EmailSenderOptions, 'log'>;
}

export interface Senders {
  /** The sender of a kind, made on first use. A kind that could not be made is tried again the next time. */
  get<K extends SenderKind>(kind: K): Promise<Sender<K>>;
  /** Closes what was made. After that `get` throws. */
  close(): Promise<void>;
}

/** What makes a sender of each kind. */
type Makers = { readonly [K in SenderKind]: () => Promise<Sender<K>> };

/**
 * Makes each channel when it is first used: an API process never loads a browser library, and one that sends no
 * e-mail never loads a mail library.
 */
export function createSenders(deps: SenderDeps): Senders {
  const { log, secrets, dispatcher } = deps;
  const made = new Set<Pick<Sender, 'close'>>();
  let closed = false;

  /** Runs `make` once and keeps what it made, but not its failure. */
  const once = <S extends Pick<Sender, 'close'>>(make: () => Promise<S>): (() => Promise<S>) => {
    let making: Promise<S> | undefined;
    const begin = async () => {
      const sender = await make();
      made.add(sender);
      if (!closed) return sender;
      await sender.close();
      throw new Error('the senders were closed');
    };
    return () => {
      making ??= begin().catch((error: unknown) => {
        making = undefined;
        throw error;
      });
      return making;
    };
  };

  const makers: Makers = {
    email: once(async () => {
      const { createEmailSender } = await import('./email/sender.ts');
      return createEmailSender({ ...deps.email(), log });
    }),
    form: once(async () => {
      const { createFormSender } = await import('./form/form-sender.ts');
      return createFormSender({ browser: await deps.browser(), log });
    }),
    api: once(async () => {
      const { createApiSender } = await import('./api/sender.ts');
      return createApiSender({ dispatcher, secrets, log });
    }),
  };

  return {
    async get(kind) {
      if (closed) throw new Error('the senders are closed');
      return makers[kind]();
    },
    async close() {
      closed = true;
      await Promise.allSettled([...made].map((sender) => sender.close()));
    },
  };
}
