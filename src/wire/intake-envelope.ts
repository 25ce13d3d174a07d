import { z } from 'zod';

/** The BullMQ queue to which helplines add. */
export const INTAKE_QUEUE = 'takedown-intake';
/** On Redis: the prefix of the queue's keys. */
export const INTAKE_PREFIX = 'redress';
/** On PostgreSQL: a schema of its own, so that a helpline's user of the database needs no other. */
export const INTAKE_SCHEMA = 'redress_intake';

/** How an envelope is made: the request is signed (RFC 7515), and the signed text sealed (RFC 7516, RFC 8037). */
export const INTAKE_JOSE = {
  signature: 'HS256',
  agreement: 'ECDH-ES',
  cipher: 'A256GCM',
  audience: 'redress-intake',
} as const;

/** Characters. A request with every field at its longest stays below. */
const MOST_SEALED = 400_000;

/** All that lies in the queue: whose it is, and what only the server can open. Its answer is an `IntakeAnswer`. */
export const IntakeJobData = z.strictObject({
  v: z.literal(1),
  helpline: z.string().min(1).max(100),
  /** JWE compact serialisation: five parts. */
  sealed: z
    .string()
    .max(MOST_SEALED)
    .regex(/^[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+$/),
});
export type IntakeJobData = z.infer<typeof IntakeJobData>;

/** What is signed. `request` is a takedown request as the API takes it. Times are seconds (RFC 7519). */
export const IntakeClaims = z.object({
  iss: z.string(),
  aud: z.literal(INTAKE_JOSE.audience),
  iat: z.int().positive(),
  /** Names the job: given twice, it is answered as the first time. */
  jti: z.string().regex(/^[\w.-]{16,100}$/),
  request: z.unknown(),
});
export type IntakeClaims = z.infer<typeof IntakeClaims>;

/** A public key of the server (RFC 7517, RFC 8037). */
export const IntakeKey = z
  .object({
    kty: z.literal('OKP'),
    crv: z.literal('X25519'),
    x: z.string(),
    kid: z.string(),
    use: z.literal('enc'),
    alg: z.literal(INTAKE_JOSE.agreement),
  })
  .meta({ id: 'IntakeKey' });
export type IntakeKey = z.infer<typeof IntakeKey>;

/** What `GET /v1/intake-key` answers: the key that envelopes are sealed to. */
export const IntakeKeySet = z.object({ keys: z.array(IntakeKey).min(1) }).meta({ id: 'IntakeKeySet' });
export type IntakeKeySet = z.infer<typeof IntakeKeySet>;
