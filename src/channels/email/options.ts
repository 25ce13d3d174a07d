import type { Millis } from '../../domain/time.ts';

/**
 * How the way to the mail server is protected. `starttls` and `implicit` (RFC 8314) fail when the server cannot do
 * it or shows a wrong certificate; `none` is for servers on this machine only.
 */
export const SMTP_TLS = ['none', 'starttls', 'implicit'] as const;
export type SmtpTls = (typeof SMTP_TLS)[number];

export type SmtpAuth =
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  /** XOAUTH2: access tokens are got from `tokenUrl` with the refresh token, and again when they end. */
  | {
      readonly kind: 'xoauth2';
      readonly user: string;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly refreshToken: string;
      readonly tokenUrl: string;
    };

/** The mail server that takes the helpline's notices. */
export interface SmtpOptions {
  readonly host: string;
  readonly port: number;
  readonly tls: SmtpTls;
  readonly auth?: SmtpAuth | undefined;
  /** Most connections at once. Default 20. */
  readonly connections?: number | undefined;
  /** Messages on one connection before it is replaced. Default 100. */
  readonly messagesPerConnection?: number | undefined;
  /** To connect, to hear the greeting and, later, for each answer. Defaults 20 s, 20 s, 60 s. */
  readonly connectTimeout?: Millis | undefined;
  readonly greetingTimeout?: Millis | undefined;
  readonly answerTimeout?: Millis | undefined;
  /** The name that the server's certificate must carry, when it is not `host`. */
  readonly servername?: string | undefined;
  /** Certificates (PEM) to trust instead of the system's: a mail server with a private authority. */
  readonly ca?: string | undefined;
  /** The name given with EHLO. Default: this machine's name. */
  readonly name?: string | undefined;
  /** Where bounces go (MAIL FROM). Default: the address in From. */
  readonly envelopeSender?: string | undefined;
}
