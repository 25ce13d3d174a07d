import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import type { ArrivalLog } from './arrivals.ts';
import type { PracticeClock } from './clock.ts';

export interface PracticeEnv {
  Bindings: HttpBindings;
}
export type PracticeApp = Hono<PracticeEnv>;
export type PracticeContext = Context<PracticeEnv>;

/** A mail as a desk reads it. */
export interface Mail {
  /** Message-ID; a hash of the text when the mail has none. */
  readonly key: string;
  /** The text/plain parts, decoded. */
  readonly text: string;
}

/** Takes a mail, or answers it with an SMTP error. */
export type MailDesk = (mail: Mail) => 'taken' | { readonly code: number; readonly message: string };

/** What every platform is made from. */
export interface Base {
  readonly clock: PracticeClock;
  /** Opens the log of a platform. */
  readonly log: (name: string) => ArrivalLog;
}

/** One practice platform or host. */
export interface PracticePlatform {
  readonly name: string;
  /** Virtual hosts and what answers there. */
  readonly hosts: Readonly<Record<string, PracticeApp>>;
  /** E-mail addresses and who reads them. */
  readonly desks: Readonly<Record<string, MailDesk>>;
  /** Takes a post down at once, as if a person's report had been heeded. */
  takeDown(id: string): void;
  /** Puts a post up again, as if somebody had uploaded the image once more. */
  bringBack(id: string): void;
  reset(): void;
}

/** All practice platforms are names below this one; RFC 6761 reserves `.test`, so no real host has such a name. */
export const SUFFIX = 'practice.test';

export function hostOf(name: string): string {
  return `${name}.${SUFFIX}`;
}
