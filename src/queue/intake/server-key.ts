import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { INTAKE_JOSE, IntakeKey } from '../../wire/intake-envelope.ts';

/** To what helplines seal, and with what it is opened. */
export interface ServerKey {
  readonly jwk: IntakeKey;
  readonly privateKey: KeyObject;
}

/** PKCS#8 around 32 bytes for X25519 (RFC 8410, 7). */
const PKCS8_X25519 = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** The key pair of 32 derived bytes: the same in every process, without being stored. Its id is RFC 7638's thumbprint. */
export async function serverKey(bytes: Buffer): Promise<ServerKey> {
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_X25519, bytes]),
    format: 'der',
    type: 'pkcs8',
  });
  const { kty, crv, x } = createPublicKey(privateKey).export({ format: 'jwk' });
  const kid = await calculateJwkThumbprint({ kty: 'OKP', crv: 'X25519', x: x ?? '' });
  return {
    privateKey,
    jwk: IntakeKey.parse({ kty, crv, x, kid, use: 'enc', alg: INTAKE_JOSE.agreement }),
  };
}
