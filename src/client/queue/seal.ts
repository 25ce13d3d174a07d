import { CompactEncrypt, CompactSign, importJWK } from 'jose';
import type { TakedownRequestInput } from '../../wire/intake.ts';
import {
  INTAKE_JOSE,
  type IntakeClaims,
  type IntakeJobData,
  type IntakeKey,
} from '../../wire/intake-envelope.ts';

export interface SealOptions {
  /** The helpline's id. */
  readonly helpline: string;
  /** Its intake secret: `redress intake-secret create HELPLINE`. */
  readonly secret: string;
  /** The server's public key: the first of `GET /v1/intake-key`. */
  readonly serverKey: IntakeKey;
}

/**
 * Makes the data of a job for the queue `takedown-intake`: signed, then sealed, so that only the server can read it.
 * `jti` names the job (16 to 100 letters, digits, `.`, `_`, `-`): of two with one name only the first is taken in.
 */
export async function sealRequest(
  { helpline, secret, serverKey }: SealOptions,
  request: TakedownRequestInput,
  jti: string,
): Promise<IntakeJobData> {
  const claims: IntakeClaims = {
    iss: helpline,
    aud: INTAKE_JOSE.audience,
    iat: Math.floor(Date.now() / 1_000),
    jti,
    request,
  };
  const encoder = new TextEncoder();
  const signed = await new CompactSign(encoder.encode(JSON.stringify(claims)))
    .setProtectedHeader({ alg: INTAKE_JOSE.signature })
    .sign(encoder.encode(secret));
  const { kty, crv, x, kid } = serverKey;
  const key = await importJWK({ kty, crv, x }, INTAKE_JOSE.agreement);
  const sealed = await new CompactEncrypt(encoder.encode(signed))
    .setProtectedHeader({ alg: INTAKE_JOSE.agreement, enc: INTAKE_JOSE.cipher, kid })
    .encrypt(key);
  return { v: 1, helpline, sealed };
}
