import type { SourceFile } from '../../../src/catalog/files/source-file.ts';

const FACT = 'source: invented\n    confidence: unverified';

export const CHIRP = `# yaml-language-server: $schema=../_schema.json
id: chirp
name: Chirp
kind: platform
category: social
dropQuery: [s, t]
keepQuery: [ref]
hosts:
  - domain: chirp.com
    ${FACT}
  - domain: chirpold.com
    ${FACT}
  - domain: ch.rp
    shortener: true
    ${FACT}
  - domain: chirpimg.com
    serves: media
    ${FACT}
content:
  - id: short-video
    host: ^v\\.chirp\\.com$
    path: ^/(?<id>\\d+)$
    canonical: https://chirp.com/watch?v={{ id }}
    examples:
      - { url: "https://v.chirp.com/77", canonical: "https://chirp.com/watch?v=77" }
  - id: status
    path: ^/(?<user>[^/]+)/status/(?<id>\\d+)(/photo/\\d+)?/?$
    canonical: https://chirp.com/{{ user }}/status/{{ id }}
    locations:
      - { kind: api, url: "https://api.chirp.com/1/statuses/{{ id }}.json" }
    examples:
      - { url: "https://mobile.chirp.com/ann/status/12?s=20", canonical: "https://chirp.com/ann/status/12" }
      - { url: "https://www.chirpold.com/ann/status/12/photo/1", canonical: "https://chirp.com/ann/status/12" }
  - id: video
    path: ^/watch/?$
    query: { id: v }
    canonical: https://chirp.com/watch?v={{ id }}
    examples:
      - { url: "https://chirp.com/watch?list=a&v=Ab1", canonical: "https://chirp.com/watch?v=Ab1" }
  - id: drop
    path: ^/file/(?<id>\\w+)$
    fragment: ^(?<secret>\\w+)$
    canonical: https://chirp.com/file/{{ id }}#{{ secret }}
    examples:
      - { url: "https://chirp.com/file/9#kk", canonical: "https://chirp.com/file/9#kk" }
regimes: [act-48, act-eu]
channels:
  desk:
    kind: email
    purpose: ncii
    title: Chirp safety desk
    to: safety@chirp.example
    subject: "Notice {{ takedown.id }} [{{ tag }}]"
    template: notice
    attachments: [authority_letter, xarf]
    requires:
      - { field: statements.nonConsent, maxLength: 60 }
      - { field: signature.name }
    ${FACT}
  form:
    kind: form
    purpose: ncii
    title: Chirp form
    url: "https://chirp.com/help?u={{ content.user | default: '' }}"
    namesSubject: true
    steps:
      - { do: goto, url: "https://chirp.com/help" }
      - { do: fill, at: { label: Links }, value: "{{ urls | lines }}" }
      - { do: fill, at: { label: What happened }, value: "{{ notice.statements.nonConsent }}", maxLength: 80 }
      - { do: fill, at: { label: Depicted person }, value: "{{ notice.subject.name }}", when: notice.subject.name }
      - { do: choose, at: { role: radio, name: "I act as {{ notice.claimant.role }}" } }
      - { do: upload, at: { label: Letter }, file: authority_letter, when: "notice.claimant.role == 'representative'" }
      - { do: submit, at: { role: button, name: Send } }
    success: { text: Thank you }
    ${FACT}
  api:
    kind: api
    purpose: ncii
    title: Chirp report API
    lookups:
      - name: account
        pointer: /id
        request: { method: GET, url: "https://api.chirp.com/accounts/{{ content.user }}" }
    request:
      url: https://api.chirp.com/{account_id}/reports
      urlSecrets: { account_id: chirp-account }
      query: { lang: en, trace?: "{{ notice.statements.illegality }}" }
      headers: { X-Trace: "{{ takedown.id }}" }
      auth: { scheme: bearer, secret: chirp-token }
      json:
        urls: "{{ urls }}"
        account: "{{ found.account }}"
        good_faith: "{{ notice.statements.goodFaith }}"
        cycle: "{{ cycle }}"
        text: "Notice {{ takedown.id }}"
        law?: "{{ notice.statements.illegality }}"
        hashes?: "{{ notice.hashes }}"
        extra?: { phone?: "{{ notice.claimant.phone }}" }
        fixed: [1, true, null]
      idempotencyHeader: Idempotency-Key
      reference: /id
    status:
      request: { method: GET, url: "https://api.chirp.com/reports/{{ reference }}", auth: { scheme: bearer, secret: chirp-token } }
      pointer: /state
      means: [{ words: [gone], reply: says_gone }]
    ${FACT}
  form-body:
    kind: api
    purpose: abuse
    title: Chirp old API
    request:
      url: https://api.chirp.com/old
      form:
        "url[]": "{{ urls }}"
        good_faith: "{{ notice.statements.goodFaith }}"
        both: ["a", "{{ takedown.id }}"]
        law?: "{{ notice.statements.illegality }}"
    ${FACT}
  letter:
    kind: assisted
    purpose: privacy
    title: Letter
    link: https://chirp.com/privacy
    template: notice
    checklist: [Read the page]
    ${FACT}
ladder:
  - { channels: [desk, form], wait: deadline }
  - { to: hostco, channels: [abuse], wait: P3D, regimes: [act-48] }
removal:
  signals:
    - { id: removed, when: { status: [404] }, verdict: gone, source: invented, confidence: unverified }
sources: [invented]
`;

export const HOSTCO = `# yaml-language-server: $schema=../_schema.json
id: hostco
name: Hostco
kind: host
category: hosting
hosts:
  - { domain: hostco.dev, source: invented, confidence: unverified }
  - { domain: workers.dev, source: invented, confidence: unverified }
channels:
  abuse:
    kind: email
    purpose: abuse
    title: Abuse desk
    to: abuse@hostco.example
    subject: "{{ recipient.name }}: {{ takedown.id }}"
    template: notice
    ${FACT}
sources: [invented]
`;

export const SEEKER = `# yaml-language-server: $schema=../_schema.json
id: seeker
name: Seeker
kind: search
category: search
hosts:
  - { domain: bigsite.com, path: "^/search", source: invented, confidence: unverified }
  - { domain: images.bigsite.com, exact: true, source: invented, confidence: unverified }
channels: {}
sources: [invented]
`;

export const FEDI = `# yaml-language-server: $schema=../_schema.json
id: fedi
name: Fedi
kind: platform
category: federated
instances: { paths: ['^/@[^/]+/\\d+$'], source: invented, confidence: unverified }
content:
  - id: toot
    path: ^/@(?<user>[^/]+)/(?<id>\\d+)$
    canonical: https://{{ host }}/@{{ user }}/{{ id }}
    examples: [{ url: "https://one.example/@ann/1?x=1", canonical: "https://one.example/@ann/1" }]
channels:
  report:
    kind: api
    purpose: ncii
    title: Report
    request:
      url: https://{{ host }}/api/v1/reports
      auth: { scheme: bearer, secret: fedi-token, perHost: true }
      form: { account: "{{ content.user }}" }
    ${FACT}
ladder: [{ channels: [report], wait: P1D }]
removal: { method: none }
sources: [invented]
`;

const regime = (id: string, rest: string): string => `# yaml-language-server: $schema=_schema.json
id: ${id}
name: ${id.toUpperCase()}
statute: Invented
citation: Invented, section 1
elements:
  - { id: non-consent, text: statement of non-consent, fields: [statements.nonConsent] }
  - { id: signature, text: signature, fields: [signature.name, signature.signedOn] }
  - { id: authority, text: authority, fields: [authority.basis] }
  - { id: good-faith, text: good-faith belief, fields: [statements.goodFaith] }
sources: [invented]
source: invented
confidence: unverified
${rest}`;

export const REGIMES: readonly SourceFile[] = [
  {
    path: 'regimes/act-48.yaml',
    text: regime('act-48', 'jurisdictions: [US]\ndeadline: PT48H\ninForceFrom: 2026-05-19\n'),
  },
  { path: 'regimes/act-eu.yaml', text: regime('act-eu', 'jurisdictions: [EU]\n') },
];

export const TEMPLATES: readonly SourceFile[] = [
  {
    path: 'templates/en/notice.liquid',
    text: `To {{ recipient.name }}

{% for url in urls %}
{{ url }}
{% endfor %}
{% if notice.subject.name %}Person: {{ notice.subject.name }}{% endif %}
{{ notice.statements.nonConsent }}
{% include 'en/_signature' %}
`,
  },
  { path: 'templates/en/_signature.liquid', text: '{{ helpline.signer }}, {{ helpline.organisation }}' },
  {
    path: 'templates/en/authority-letter.liquid',
    text: 'We act on {{ notice.authority.basis }}.\n',
  },
];
