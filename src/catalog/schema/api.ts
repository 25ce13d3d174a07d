import { z } from 'zod';
import { REFUSAL_REASONS } from '../../domain/outcome.ts';
import { Duration, Pattern, Template } from './common.ts';

/** The name of a secret, e.g. `cloudflare-token`: REDRESS_SECRET_CLOUDFLARE_TOKEN or a file. Never the value. */
const SecretName = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'the name of a secret, never its value');

export const ApiAuth = z.discriminatedUnion('scheme', [
  z.strictObject({ scheme: z.literal('none') }),
  z.strictObject({
    scheme: z.literal('bearer'),
    secret: SecretName,
    /**
     * For software that runs on any host: a token is good on one instance only and must never reach another. The
     * secret's name gets the host appended, its hyphens doubled and its dots as hyphens:
     * `mastodon-token-social-example` for social.example.
     */
    perHost: z.boolean().optional(),
  }),
  z.strictObject({ scheme: z.literal('basic'), userSecret: SecretName, passwordSecret: SecretName }),
  z.strictObject({ scheme: z.literal('header'), header: z.string().min(1), secret: SecretName }),
  z.strictObject({
    scheme: z.literal('oauth2_client_credentials'),
    tokenUrl: z.url({ protocol: /^https?$/ }),
    clientIdSecret: SecretName,
    clientSecretSecret: SecretName,
    scope: z.string().optional(),
  }),
]);

/**
 * What an answer means. Rules are tried in order and the first that fits wins. Without a fitting rule: 2xx is
 * `sent`, 408, 429 and 5xx are `retry`, 401 (and 403 where the request has credentials) hands over to a person for
 * want of a working secret, every other status is `failed`. A 2xx whose body was cut off before a rule could look
 * into it, or that is a web page where JSON was to be read, is of unknown fate.
 */
export const ApiAnswer = z.strictObject({
  status: z.array(z.int().min(100).max(599)).optional(),
  /** A JSON pointer (RFC 6901) into the body; with `equals`, the value there must be one of these. */
  pointer: z.string().startsWith('/').optional(),
  equals: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  means: z.enum(['sent', 'retry', 'failed', 'refused', 'says_gone', 'duplicate', 'login']),
  reason: z.enum(REFUSAL_REASONS).optional(),
});

/**
 * One HTTP request. In `json` and `form` a text leaf that is a single `{{ expression }}` keeps its type (list,
 * number, boolean); a leaf that renders to nothing is left out when its key ends in `?`, which is not sent.
 */
export const ApiRequest = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).default('POST'),
  url: Template,
  /**
   * Placeholders of the URL, `{account_id}`, that stand for something only the operator knows and keeps with the
   * secrets: placeholder -> name of the secret. Filled in right before the request is made.
   */
  urlSecrets: z.record(z.string().regex(/^[a-z_]+$/), SecretName).optional(),
  query: z.record(z.string(), Template).default({}),
  headers: z.record(z.string(), Template).default({}),
  auth: ApiAuth.default({ scheme: 'none' }),
  json: z.json().optional(),
  form: z.record(z.string(), z.union([Template, z.array(Template)])).optional(),
  /** The header in which the server takes an idempotency key. Without it a lost answer is never repeated. */
  idempotencyHeader: z.string().optional(),
  timeout: Duration.default(30_000),
  answers: z.array(ApiAnswer).default([]),
  /** JSON pointer to the report's id in the answer. */
  reference: z.string().startsWith('/').optional(),
});

/** How to ask later what became of a report. `{{ reference }}` is known in its templates. */
export const ApiStatus = z.strictObject({
  request: ApiRequest,
  every: Duration.default(3_600_000),
  upTo: z.int().min(1).max(500).default(100).describe('How many polls at most'),
  /** JSON pointer to the word that says the state. */
  pointer: z.string().startsWith('/'),
  /** What each word means; a word that is not listed is `in_review`. */
  means: z.array(
    z.strictObject({
      words: z.array(z.union([z.string(), z.boolean(), z.number()])).min(1),
      reply: z.enum(['receipt', 'in_review', 'says_gone', 'delisted', 'restricted', 'refused', 'needs_more']),
      /** JSON pointer to a reason word, mapped by `reasons`; without it `other`. */
      reasonPointer: z.string().startsWith('/').optional(),
      reasons: z.record(z.string(), z.enum(REFUSAL_REASONS)).default({}),
    }),
  ),
  /** Used when the answer to the report itself carries no id: finds it in a list (Cloudflare). */
  textPattern: Pattern.optional(),
});
export type ApiRequest = z.infer<typeof ApiRequest>;
export type ApiStatus = z.infer<typeof ApiStatus>;
export type ApiAuth = z.infer<typeof ApiAuth>;
export type ApiAnswer = z.infer<typeof ApiAnswer>;
