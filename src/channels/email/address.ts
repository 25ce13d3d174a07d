import { domainToASCII } from 'node:url';

/**
 * One addr-spec, ready for an envelope: its domain in ASCII (IDNA), its local part as it is (RFC 6531 where it is
 * not ASCII). Undefined for anything else: lists, comments, quoted local parts, control characters. The check keeps
 * one recipient one, whatever a platform file or a helpline's entry holds.
 */
export function oneAddress(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, at);
  const domain = domainToASCII(text.slice(at + 1));
  if (at < 1 || domain === '' || Buffer.byteLength(local) > 64) return undefined;
  if (!/^[^\s\p{C}()<>[\]:;@\\,"]+$/u.test(local)) return undefined;
  if (local.startsWith('.') || local.endsWith('.') || local.includes('..')) return undefined;
  return isHostName(domain) ? `${local}@${domain}` : undefined;
}

/** A host name in ASCII: letters, digits and hyphens between dots (RFC 1123). */
export function isHostName(text: string): boolean {
  return (
    text.length <= 253 &&
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i.test(text)
  );
}
