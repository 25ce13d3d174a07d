import { compactDecrypt, compactVerify } from 'jose';
import type { Problem } from '../../domain/errors.ts';
import { INTAKE_JOSE, IntakeClaims, IntakeJobData } from '../../wire/intake-envelope.ts';
import { FOREIGN, FOREIGN_KEY, MALFORMED, UNOPENABLE } from './problems.ts';
import type { ServerKey } from './server-key.ts';

/** The secrets of a helpline that are good now; none when there is no such helpline. */
export type SecretsOf = (
  helpline: string,
) => Promise<readonly { readonly id: string; readonly secret: string }[]>;

export interface Opened {
  readonly helpline: string;
  readonly claims: IntakeClaims;
  /** Which secret signed it. */
  readonly secretId: string;
}

/**
 * Opens what lies in the queue: the seal with the server's key, then the signature with the secrets of the helpline
 * that the job names. Whatever is wrong with it is answered with a problem, which holds nothing of it.
 */
export async function openEnvelope(
  data: unknown,
  key: ServerKey,
  secretsOf: SecretsOf,
): Promise<{ readonly opened: Opened } | { readonly problem: Problem }> {
  const job = IntakeJobData.safeParse(data);
  if (!job.success) return { problem: MALFORMED };
  const { helpline, sealed } = job.data;
  const signed = await unsealed(sealed, key);
  if (signed === undefined) return { problem: sealedTo(sealed) === key.jwk.kid ? UNOPENABLE : FOREIGN_KEY };
  for (const { id, secret } of await secretsOf(helpline)) {
    const payload = await verified(signed, secret);
    if (payload === undefined) continue;
    const claims = IntakeClaims.safeParse(payload);
    if (!claims.success) return { problem: MALFORMED };
    // A signature counts for the helpline that it names, so that nobody's envelope is sent on as another's.
    if (claims.data.iss !== helpline) break;
    return { opened: { helpline, claims: claims.data, secretId: id } };
  }
  return { problem: FOREIGN };
}

async function unsealed(sealed: string, key: ServerKey): Promise<Uint8Array | undefined> {
  try {
    const { plaintext } = await compactDecrypt(sealed, key.privateKey, {
      keyManagementAlgorithms: [INTAKE_JOSE.agreement],
      contentEncryptionAlgorithms: [INTAKE_JOSE.cipher],
      maxDecompressedLength: 0,
    });
    return plaintext;
  } catch {
    return undefined;
  }
}

async function verified(signed: Uint8Array, secret: string): Promise<unknown> {
  try {
    const { payload } = await compactVerify(signed, Buffer.from(secret), {
      algorithms: [INTAKE_JOSE.signature],
    });
    return JSON.parse(Buffer.from(payload).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The `kid` that the envelope names, if it names one. */
function sealedTo(sealed: string): unknown {
  try {
    const header: unknown = JSON.parse(Buffer.from(sealed.split('.')[0] ?? '', 'base64url').toString());
    return typeof header === 'object' && header !== null ? Reflect.get(header, 'kid') : undefined;
  } catch {
    return undefined;
  }
}
