import type { Dispatcher } from 'undici';

/**
 * Which addresses an effect may reach (DESIGN 6). In `sandbox` only the practice platforms' names are admitted, and
 * they are led to their loopback address; every other name is refused before anything is resolved. In `live` only
 * public addresses are admitted, whatever name leads to them, and what the operator's networks add.
 */
export interface GuardOptions {
  readonly mode: 'sandbox' | 'live';
  /** Sandbox only: names (and all below them) and the loopback port where they are served. */
  readonly practice?:
    | { readonly suffix: string; readonly address: string; readonly port: number }
    | undefined;
  /** CIDR ranges that the operator lets through, e.g. a test network of their own. */
  readonly allowNetworks?: readonly string[] | undefined;
  /** Injected by tests; the default asks the system's resolver for all addresses. */
  readonly resolve?: ((host: string) => Promise<readonly string[]>) | undefined;
}

/** Where a connection really goes: the address that was checked is the address that is connected to. */
export interface Admitted {
  readonly address: string;
  readonly port: number;
  /** The name for TLS (SNI and certificate). */
  readonly servername: string;
}

export interface Guard {
  /** Admits scheme, host and port, or throws OutboundRefused. */
  admit(scheme: 'http' | 'https', host: string, port: number): Promise<Admitted>;
}

/** Why the guard refused; never holds the URL. */
export class OutboundRefused extends Error {
  override readonly name = 'OutboundRefused';
  readonly code: string;
  constructor(code: string) {
    super(`outbound request refused: ${code}`);
    this.code = code;
  }
}

/** One guard in three forms: for undici, for Chromium (a loopback forward proxy), and bare. */
export interface Outbound {
  readonly guard: Guard;
  readonly dispatcher: Dispatcher;
  /** Starts the forward proxy on first use; answers its URL, for Chromium's `--proxy-server`. */
  proxyUrl(): Promise<string>;
  close(): Promise<void>;
}
