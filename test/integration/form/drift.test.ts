import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, startBench } from './support/bench.ts';
import { type Answer, page, silent } from './support/site.ts';

const FIELDS = `<form method=post action="/sent"><label>Link <input name=l></label><label>Kind
  <select name=k><option>One</option></select></label><button>Send</button></form>`;
const fill = { do: 'fill', at: { label: 'Link' }, value: 'https://content.example/1' };
const submit = { do: 'submit', at: { role: 'button', name: 'Send' } };
const open = { do: 'goto', url: '/form' };
const FORM = {
  url: '/form',
  steps: [open, fill, submit],
  success: { text: 'thank you' },
  stepTimeout: 'PT3S',
};

interface Case {
  readonly name: string;
  readonly form?: string | Answer;
  readonly spec?: object;
  readonly delivery: object;
}
const drift = (code: string) => ({ result: 'handover', reason: 'drift', code });
const steps = (...own: object[]) => ({ steps: [open, ...own, submit] });

const CASES: readonly Case[] = [
  {
    name: 'a field that is not there',
    form: FIELDS.replace('Link', 'Address'),
    delivery: drift('step_2_fill_not_found'),
  },
  {
    name: 'a field that is there twice',
    form: FIELDS.replace('<button>', '<label>Link <input></label><button>'),
    delivery: drift('step_2_fill_ambiguous'),
  },
  {
    name: 'a field that cannot be typed in',
    form: FIELDS.replace('name=l', 'disabled'),
    delivery: drift('step_2_fill_not_ready'),
  },
  {
    name: 'a field of another kind',
    spec: steps({ do: 'fill', at: { label: 'Kind' }, value: 'x' }),
    delivery: drift('step_2_fill_wrong_element'),
  },
  {
    name: 'an option that is not offered',
    spec: steps({ do: 'select', at: { label: 'Kind' }, option: 'Two' }),
    delivery: drift('step_2_select_no_option'),
  },
  {
    name: 'an iframe that is not there',
    spec: steps({ do: 'frame', at: { css: 'iframe' } }),
    delivery: drift('step_2_frame_not_found'),
  },
  {
    name: 'a page that never shows what is waited for',
    spec: steps({ do: 'wait_for', expect: { text: 'step two' } }),
    delivery: drift('step_2_wait_for_not_seen'),
  },
  {
    name: 'a submit button that stays shut',
    form: FIELDS.replace('<button>', '<button disabled>'),
    delivery: drift('step_3_submit_disabled'),
  },
  {
    name: 'a submit button that lies under something else',
    form: `${FIELDS}<div style="position:fixed;inset:0">Subscribe!</div>`,
    delivery: drift('step_3_submit_not_ready'),
  },
  {
    name: 'a form that looks sent before it is',
    form: `${FIELDS}<p>Thank you for writing to us.</p>`,
    delivery: drift('step_3_submit_success_shown_before'),
  },
  { name: 'a form that is gone', form: page('Not here', 404), delivery: drift('form_http_404') },
  { name: 'a form that was taken away', form: page('Never again', 410), delivery: drift('form_http_410') },
  {
    name: 'an address that is no web page',
    spec: { steps: [{ do: 'goto', url: 'file:///etc/passwd' }, fill, submit] },
    delivery: drift('step_1_goto_bad_address'),
  },
  {
    name: 'a form that is offered as a download',
    form: page('x', 200, { 'content-disposition': 'attachment; filename=form.pdf' }),
    delivery: drift('step_1_goto_download'),
  },
  {
    name: 'a field that the browser holds to be missing',
    form: FIELDS.replace('<button>', '<label>Born <input name=born required></label><button>'),
    delivery: { result: 'handover', reason: 'missing_field', code: 'step_3_submit_invalid' },
  },
  {
    name: 'a text that is longer than the field takes',
    spec: { steps: [open, { ...fill, maxLength: 5 }, submit] },
    delivery: { result: 'handover', reason: 'missing_field', code: 'step_2_fill_too_long' },
  },
  {
    name: 'a letter that nobody gave',
    spec: steps({ do: 'upload', at: { label: 'Letter' }, file: 'authority_letter' }),
    delivery: { result: 'handover', reason: 'missing_field', code: 'step_2_upload_no_letter' },
  },
  {
    name: 'a form whose fields nobody wrote down',
    spec: { steps: [] },
    delivery: { result: 'handover', reason: 'assisted', code: 'no_steps' },
  },
  {
    name: 'a form whose success nobody can tell',
    spec: { success: undefined },
    delivery: { result: 'handover', reason: 'assisted', code: 'no_success_expectation' },
  },
  {
    name: 'steps after the submit',
    spec: { steps: [open, submit, fill] },
    delivery: { result: 'handover', reason: 'assisted', code: 'submit_is_not_last' },
  },
  {
    name: 'a server that is overloaded',
    form: page('Busy', 503, { 'retry-after': '30' }),
    delivery: { result: 'retry', code: 'http_503', retryAfter: 30_000 },
  },
  {
    name: 'a server that wants us to be slower',
    form: page('Slow down', 429),
    delivery: { result: 'retry', code: 'http_429' },
  },
  {
    name: 'a server that turns us away',
    form: page('No', 403),
    delivery: { result: 'retry', code: 'http_403' },
  },
  {
    name: 'a page that does not finish loading',
    form: FIELDS.replace('<form', '<script src="/silent"></script><form'),
    delivery: { result: 'retry', code: 'page_slow' },
  },
  { name: 'a server that keeps silent', form: silent, delivery: { result: 'retry', code: 'page_timeout' } },
  {
    name: 'a name that nobody knows',
    spec: { steps: [{ do: 'goto', url: 'http://unknown.example/form' }, fill, submit] },
    delivery: { result: 'retry', code: 'outbound_unresolvable' },
  },
  {
    name: 'an address that the guard does not let through',
    spec: { steps: [{ do: 'goto', url: 'http://10.1.2.3/form' }, fill, submit] },
    delivery: drift('outbound_address_private'),
  },
  {
    name: 'an outage on the second page of a wizard',
    form: '<form action=/two><button>Next</button></form>',
    spec: steps({ do: 'click', at: { text: 'Next' } }, fill),
    delivery: { result: 'retry', code: 'http_502' },
  },
  {
    name: 'a known failure in place of a field',
    form: '<h1>Reports are closed today</h1>',
    spec: { failures: [{ text: 'closed today', means: 'retry' }] },
    delivery: { result: 'retry', code: 'form_retry_1' },
  },
];

describe('a form that cannot be filled in', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.close());

  it.each(CASES)(
    'is told by its code, and nothing is sent: $name',
    async ({ form = FIELDS, spec, delivery }) => {
      bench.site.serve({
        '/form': form,
        '/two': page('Bad gateway', 502),
        '/silent': silent,
        'POST /sent': 'Thank you',
      });
      const report = await bench.send({ ...FORM, ...spec });
      expect(report.delivery).toMatchObject(delivery);
      expect(report.commits).toBe(0);
      expect(bench.site.asked('/sent')).toEqual([]);
    },
  );

  it('sends a form whose fields are there twice, but visible once', async () => {
    const hidden = FIELDS.replace('<form', '<form hidden');
    bench.site.serve({ '/form': hidden + FIELDS, 'POST /sent': 'Thank you' });
    expect((await bench.send(FORM)).delivery.result).toBe('sent');
  });
});
