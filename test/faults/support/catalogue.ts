import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../../src/app/package-root.ts';

/** A recipient of a fault test; its id is the first label of its host. */
export interface Recipient {
  readonly id: string;
  /** The YAML of its one channel, without purpose, title and source. */
  readonly channel: string;
  /** YAML of its `limits`, `verify` and `removal`, where the shared ones do not fit. */
  readonly more: string;
}

export const BY_MAIL = (id: string): string => `kind: email
    to: desk@${id}.practice.test
    subject: 'Notice {{ takedown.id }} from {{ helpline.organisation }}'
    template: ncii-notice`;

export const BY_API = (id: string): string => `kind: api
    request:
      url: 'http://${id}.practice.test/reports'
      idempotencyHeader: Idempotency-Key
      reference: /report/id
      json:
        urls: '{{ urls }}'
        statement: '{{ notice.statements.nonConsent }}'`;

const FACT = `source: faults
    checkedOn: 2026-11-23
    confidence: sourced`;

function recipientFile({ id, channel, more }: Recipient): string {
  return `# yaml-language-server: $schema=../_schema.json
id: ${id}
name: ${id}
kind: platform
category: practice
regimes: [practice-48s]
hosts:
  - domain: ${id}.practice.test
    exact: true
    ${FACT}
content:
  - id: post
    path: ^/p/(?<id>[0-9]{1,12})/?$
    canonical: http://${id}.practice.test/p/{{ id }}
    examples:
      - { url: 'http://${id}.practice.test/p/1?from=feed', canonical: 'http://${id}.practice.test/p/1' }
channels:
  desk:
    purpose: ncii
    title: Desk
    requires: [{ field: locations }]
    receiptWithin: PT3S
    ${channel}
    ${FACT}
${more}
sources: [faults]
`;
}

/** Writes a catalogue of these recipients beside the practice platforms; answers its folder. */
export async function writeRecipients(folder: string, recipients: readonly Recipient[]): Promise<string> {
  const platforms = join(folder, 'platforms');
  await mkdir(platforms, { recursive: true });
  for (const part of ['practice', 'templates']) {
    await cp(join(packageRoot(), 'platforms', part), join(platforms, part), { recursive: true });
  }
  for (const one of recipients) {
    await writeFile(join(platforms, 'practice', `${one.id}.yaml`), recipientFile(one));
  }
  return platforms;
}

/** The practice platforms as they are, but each rung of their ladders waits for a week. */
export async function patientPractice(folder: string): Promise<string> {
  const platforms = await writeRecipients(folder, []);
  const practice = join(platforms, 'practice');
  for (const name of await readdir(practice)) {
    if (!name.endsWith('.yaml')) continue;
    const file = join(practice, name);
    await writeFile(file, (await readFile(file, 'utf8')).replace(/wait: PT\d+S/g, 'wait: P7D'));
  }
  return platforms;
}
