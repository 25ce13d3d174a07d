import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, startBench } from './support/bench.ts';

const FIELDS =
  '<form method=post action="/sent"><label>Link <input name=l></label><button>Send</button></form>';
const FORM = {
  url: '/form',
  steps: [
    { do: 'goto', url: '/form' },
    { do: 'fill', at: { label: 'Link' }, value: 'https://content.example/1' },
    { do: 'submit', at: { role: 'button', name: 'Send' } },
  ],
  success: { text: 'thank you' },
  totalTimeout: 'PT10S',
};
/** What closing a browser that hangs may take on top. */
const GRACE = 20_000;

/** A page that does this before, while and after its form is filled in is still sent. */
const HARMLESS: readonly (readonly [name: string, body: string])[] = [
  ['alerts, asks and prompts', `<script>alert('x'); confirm('y'); prompt('z');</script>${FIELDS}`],
  [
    'asks not to be left',
    `${FIELDS}<script>onbeforeunload = (e) => { e.preventDefault(); return 'stay' }</script>`,
  ],
  ['prints itself', `<script>print(); onload = () => print();</script>${FIELDS}`],
  [
    'opens windows',
    `<script>for (let i = 0; i < 20; i++) { open('/popup'); open('/popup', '_blank', 'noopener'); }</script>${FIELDS}`,
  ],
  [
    'offers a download at every click',
    `${FIELDS}<a id=a href="data:application/zip;base64,AAAA" download="x.zip"></a><script>onclick = (e) => { if (e.target !== a) a.click() }</script>`,
  ],
  [
    'never finishes loading',
    `${FIELDS}<script>for (let i = 0; i < 4; i++) fetch('/never' + i).catch(() => {})</script><script async src="/never"></script>`,
  ],
  [
    'is huge',
    `${FIELDS}<script>document.body.append(...Array.from({ length: 50000 }, (_, i) => { const p = document.createElement('p'); p.textContent = 'line ' + i; return p; }))</script>`,
  ],
  [
    'asks for permissions',
    `<script>Notification.requestPermission(); navigator.geolocation.getCurrentPosition(() => {}); navigator.mediaDevices?.getUserMedia({ video: true }).catch(() => {})</script>${FIELDS}`,
  ],
  [
    'breaks what scripts rely on',
    `<script>Array.prototype.map = JSON.stringify = Promise.all = () => { throw 1 }</script>${FIELDS}`,
  ],
];

/** A page that does this is never sent; it must end all the same, with a result that says so. */
const ENDLESS: readonly (readonly [name: string, body: string])[] = [
  ['loads itself again for ever', `${FIELDS}<script>setTimeout(() => location.reload(), 20)</script>`],
  ['keeps its thread busy for ever', `${FIELDS}<script>setTimeout(() => { for (;;); }, 50)</script>`],
  ['blocks the parser with a script that never comes', `<script src="/never"></script>${FIELDS}`],
  [
    'grows for ever',
    `${FIELDS.replace('Link', 'Other')}<script>setInterval(() => document.body.append(...Array.from({ length: 500 }, () => document.createElement('p'))), 10)</script>`,
  ],
  [
    'moves its button away',
    `${FIELDS}<style>button{position:absolute;animation:m .3s linear infinite}@keyframes m{to{transform:translateX(900px)}}</style>`,
  ],
  [
    'replaces its form for ever',
    `<div id=d></div><script>setInterval(() => { d.innerHTML = ${JSON.stringify(FIELDS)} }, 5)</script>`,
  ],
];

describe('a hostile page', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.close());

  it.each(HARMLESS)('that %s is filled in and sent all the same', async (_name, body) => {
    const answers = { '/form': body, 'POST /sent': 'Thank you', '/popup': '<script>open("/popup")</script>' };
    bench.site.serve({ ...answers, ...neverAnswered() });
    const report = await bench.send({ ...FORM, totalTimeout: 'PT40S' });
    expect(report.delivery).toEqual({ result: 'sent', code: 'form_confirmed', hasReference: false });
    expect(bench.site.asked('/sent').length).toBe(1);
    expect(bench.site.asked('/popup')).toEqual([]);
  });

  it.each(ENDLESS)('that %s ends within its time, and says nothing that is not so', async (_name, body) => {
    bench.site.serve({ '/form': body, 'POST /sent': '<p>Hm</p>', ...neverAnswered() });
    const from = performance.now();
    const report = await bench.send({ ...FORM, stepTimeout: 'PT3S' });
    expect(performance.now() - from).toBeLessThan(10_000 + GRACE);
    const expected = report.commits === 0 ? ['retry', 'handover'] : ['unknown'];
    expect(expected).toContain(report.delivery.result);
    if (report.commits === 0) expect(bench.site.asked('/sent')).toEqual([]);
  });

  it('leaves a browser behind in which the next form is sent', async () => {
    bench.site.serve({ '/form': FIELDS, 'POST /sent': 'Thank you' });
    expect((await bench.send({ ...FORM, totalTimeout: 'PT40S' })).delivery.result).toBe('sent');
  });
});

function neverAnswered(): Record<string, () => void> {
  const names = ['/never', ...Array.from({ length: 4 }, (_, i) => `/never${i}`)];
  return Object.fromEntries(names.map((name) => [name, () => undefined]));
}
