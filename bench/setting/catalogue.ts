import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageRoot } from '../../src/app/package-root.ts';

/** Platforms of each kind: takedowns are spread over them, as they are over real ones. */
export const PLATFORMS_PER_KIND = 4;

export type Desk = 'mail' | 'api' | 'form' | 'paced';

export const platformId = (desk: Desk, number: number): string => `bench-${desk}-${number}`;
export const hostOf = (platform: string): string => `${platform}.practice.test`;

const FACT = `source: bench
  checkedOn: 2026-11-23
  confidence: sourced`;

/** No limit that a machine could reach, and no look that comes due while something is measured. */
const FAST = 'limits: { perMinute: 100000, concurrency: 1000 }';

const CHANNELS: Readonly<Record<Desk, string>> = {
  mail: `kind: email
    to: safety@bench.practice.test
    subject: 'Notice {{ takedown.id }} from {{ helpline.organisation }}'
    template: ncii-notice`,
  api: `kind: api
    request:
      url: 'http://api.practice.test/reports'
      idempotencyHeader: Idempotency-Key
      reference: /report/id
      json:
        urls: '{{ urls }}'
        statement: '{{ notice.statements.nonConsent }}'
        reporter: { name: '{{ helpline.signer }}', email: '{{ helpline.email }}' }`,
  form: `kind: form
    url: http://form.practice.test/report
    steps:
      - { do: goto, url: 'http://form.practice.test/report' }
      - { do: fill, at: { label: Address of the post }, value: '{{ urls | first }}' }
      - { do: fill, at: { label: 'Why was this shared without consent?' }, value: '{{ notice.statements.nonConsent }}' }
      - { do: fill, at: { label: Your name }, value: '{{ helpline.signer }}' }
      - { do: fill, at: { label: Your e-mail address }, value: '{{ helpline.email }}' }
      - { do: check, at: { label: What I say here is accurate } }
      - { do: submit, at: { role: button, name: Send report } }
    success: { text: We have received your report }
    reference: { pattern: 'reference is (BF-[0-9]+)' }`,
  paced: `kind: email
    to: safety@bench.practice.test
    subject: 'Notice {{ takedown.id }} from {{ helpline.organisation }}'
    template: ncii-notice`,
};

function platformFile(desk: Desk, number: number): string {
  const id = platformId(desk, number);
  return `# yaml-language-server: $schema=../_schema.json
id: ${id}
name: Bench ${desk} ${number}
kind: platform
category: practice
regimes: [bench-rule]
hosts:
  - domain: ${hostOf(id)}
    exact: true
    source: bench
    checkedOn: 2026-11-23
    confidence: sourced
content:
  - id: post
    path: ^/p/(?<id>[0-9]{1,12})/?$
    canonical: http://${hostOf(id)}/p/{{ id }}
    examples:
      - { url: 'http://${hostOf(id)}/p/1?from=feed', canonical: 'http://${hostOf(id)}/p/1' }
channels:
  desk:
    purpose: ncii
    title: Bench desk
    requires: [{ field: locations }]
    ${CHANNELS[desk]}
    source: bench
    checkedOn: 2026-11-23
    confidence: sourced
ladder:
  - { channels: [desk], wait: P90D }
${desk === 'paced' ? '' : FAST}
verify: { followUp: [P30D], afterwards: P30D, confirmAfter: P30D, watch: [P30D] }
sources: [bench]
`;
}

const RULE = `# yaml-language-server: $schema=./_schema.json
id: bench-rule
name: Bench rule
statute: None
jurisdictions: [any]
deadline: P30D
inForceFrom: 2025-01-01
elements:
  - id: identification
    text: where it is
    fields: [locations]
citation: A rule for measuring, which binds nobody.
sources: [bench]
${FACT.replaceAll('\n  ', '\n')}
`;

/** Writes the catalogue of the measurements below `folder`, with the templates that real notices use. */
export async function writeCatalogue(folder: string): Promise<void> {
  await mkdir(join(folder, 'practice'), { recursive: true });
  await mkdir(join(folder, 'regimes'), { recursive: true });
  await cp(join(packageRoot(), 'platforms', 'templates'), join(folder, 'templates'), { recursive: true });
  await writeFile(join(folder, 'regimes', 'bench-rule.yaml'), RULE);
  for (const desk of ['mail', 'api', 'form', 'paced'] as const) {
    for (let number = 1; number <= PLATFORMS_PER_KIND; number += 1) {
      const name = `${platformId(desk, number)}.yaml`;
      await writeFile(join(folder, 'practice', name), platformFile(desk, number));
    }
  }
}
