import type { z } from 'zod';
import type { Millis } from '../domain/time.ts';
import type { ApiAnswer, ApiAuth, ApiStatus } from './schema/api.ts';
import type { FormChannel } from './schema/channel.ts';
import type { Step } from './schema/form.ts';

/**
 * A notice made ready for one channel: all templates are filled in, all conditions decided. The channels get these
 * and know no template language. All texts are red.
 */
export interface RenderedEmail {
  readonly kind: 'email';
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly language: string;
  readonly attachments: readonly RenderedAttachment[];
  /** The helpline: display name and role address. */
  readonly from: { readonly name: string; readonly email: string };
  /** Where answers go: the reply address with the signed correlation tag. Without it they go to `from`. */
  readonly replyTo?: string | undefined;
}

export interface RenderedAttachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: string;
}

export interface RenderedForm {
  readonly kind: 'form';
  readonly url: string;
  /** Steps whose `when` was false are gone; every template is filled in. Empty: a person must do it. */
  readonly steps: readonly Step[];
  readonly spec: Pick<
    z.infer<typeof FormChannel>,
    | 'success'
    | 'failures'
    | 'fieldErrors'
    | 'challenges'
    | 'logins'
    | 'reference'
    | 'stepTimeout'
    | 'totalTimeout'
  >;
  /** The authority letter, for `upload` steps. */
  readonly letter?: RenderedAttachment | undefined;
}

export interface RenderedRequest {
  readonly method: string;
  /** With the query. `{name}` in it stands for the secret that `urlSecrets` names. */
  readonly url: string;
  readonly urlSecrets?: Readonly<Record<string, string>> | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly auth: ApiAuth;
  readonly body?:
    | { readonly type: 'json'; readonly json: unknown }
    | { readonly type: 'form'; readonly pairs: readonly (readonly [string, string])[] }
    | undefined;
  readonly idempotencyHeader?: string | undefined;
  readonly timeout: Millis;
  readonly answers: readonly ApiAnswer[];
  readonly reference?: string | undefined;
}

export interface RenderedApi {
  readonly kind: 'api';
  /**
   * Renders the request. Lookups are made first, one after the other, each with `render` of what is known by then;
   * a lookup that fails is a Delivery like a failed request.
   */
  readonly lookups: readonly {
    readonly name: string;
    readonly pointer: string;
    readonly render: (found: Readonly<Record<string, unknown>>) => RenderedRequest;
  }[];
  readonly render: (found: Readonly<Record<string, unknown>>) => RenderedRequest;
}

export interface RenderedAssisted {
  readonly kind: 'assisted';
  readonly text: string;
  readonly link?: string | undefined;
  readonly checklist: readonly string[];
}

export type RenderedOrder = RenderedEmail | RenderedForm | RenderedApi | RenderedAssisted;

export interface RenderedStatus {
  readonly request: RenderedRequest;
  readonly status: ApiStatus;
}
