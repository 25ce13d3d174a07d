import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Package = z.object({ version: z.string() });

/** Says honestly who looks and why (RFC 9110 10.1.5), so that a site can let us in or keep us out. */
export function userAgent(): string {
  const file = new URL('../../package.json', import.meta.url);
  const { version } = Package.parse(JSON.parse(readFileSync(file, 'utf8')));
  return `Redress/${version} (+takedown verification)`;
}
