import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, startBench } from './support/bench.ts';
import { type Answer, cut, page, silent } from './support/site.ts';

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
  failures: [
    { text: 'not against our rules', means: 'refused', reason: 'not_a_violation' },
    { see: { css: '.gone' }, means: 'says_gone' },
    { url: 'oops', means: 'failed' },
    { text: 'try again later', means: 'retry' },
    { text: 'cannot help', means: 'refused' },
  ],
  fieldErrors: { css: '.error' },
  reference: { pattern: 'number (\\w+-\\d+)' },
};
const inPage = (script: string) =>
  `${FIELDS}<p id=said></p><script>document.forms[0].onsubmit = async (e) => { e.preventDefault(); ${script} }</script>`;

interface Case {
  readonly name: string;
  readonly form?: string;
  readonly answer?: string | Answer;
  readonly spec?: object;
  readonly report: object;
}

const CASES: readonly Case[] = [
  {
    name: 'a confirmation with a number is sent',
    answer: 'Thank you! Your number AB-12 is kept.',
    report: {
      delivery: { result: 'sent', code: 'form_confirmed', hasReference: true },
      reference: 'AB-12',
      evidence: 'Thank you! Your number AB-12 is kept.',
    },
  },
  {
    name: 'a confirmation without a number is sent without a reference',
    answer: '<p>Thank you</p>',
    report: { delivery: { result: 'sent', hasReference: false }, reference: undefined },
  },
  {
    name: 'a number that comes after the words of thanks is read',
    form: inPage(
      `said.textContent = 'Thank you'; setTimeout(() => { said.textContent += ', number CD-3' }, 900)`,
    ),
    report: { delivery: { result: 'sent', hasReference: true }, reference: 'CD-3' },
  },
  {
    name: 'a refusal is refused with its reason',
    answer: 'This is not against our rules.',
    report: {
      delivery: { result: 'refused', code: 'form_refused_1', reason: 'not_a_violation' },
      evidence: 'This is not against our rules.',
    },
  },
  {
    name: 'a refusal without a reason is refused for another',
    answer: 'We cannot help.',
    report: { delivery: { result: 'refused', code: 'form_refused_5', reason: 'other' } },
  },
  {
    name: 'what says that the content is gone says gone, with its number',
    answer: '<p class=gone>Deleted, number EF-9</p>',
    report: { delivery: { result: 'says_gone', hasReference: true }, reference: 'EF-9' },
  },
  {
    name: 'a failure known by its address is failed',
    answer: (_hit, response) => void response.writeHead(303, { location: '/oops' }).end(),
    report: { delivery: { result: 'failed', code: 'form_failed_3' } },
  },
  {
    name: 'a failure that passes is tried again',
    answer: page('Please try again later', 503),
    report: { delivery: { result: 'retry', code: 'form_retry_4' } },
  },
  {
    name: 'errors at a field of the page that comes back go to a person',
    answer: `<p class=error>Link: must be on this site</p><p class=error></p>${FIELDS}`,
    report: {
      delivery: { result: 'handover', reason: 'missing_field', code: 'form_field_errors' },
      evidence: 'Link: must be on this site',
    },
  },
  {
    name: 'errors at a field that scripts show go to a person',
    form: inPage(`said.className = 'error'; said.textContent = 'Name is missing'`),
    report: { delivery: { reason: 'missing_field' }, evidence: 'Name is missing' },
  },
  {
    name: 'a note that looks like an error while the request is under way is waited out',
    form: inPage(
      `said.className = 'error'; said.textContent = 'Sending'; await fetch('/slow', { method: 'POST' }); said.textContent = 'Thank you'`,
    ),
    report: { delivery: { result: 'sent' } },
  },
  {
    name: 'an answer of 429 is tried again when the server says',
    answer: page('Slow down', 429, { 'retry-after': '120' }),
    report: { delivery: { result: 'retry', code: 'http_429', retryAfter: 120_000 } },
  },
  {
    name: 'an answer of 4xx means a form that has changed',
    answer: page('Forbidden', 403),
    report: { delivery: { result: 'handover', reason: 'drift', code: 'submit_http_403' } },
  },
  {
    name: 'an answer of 5xx leaves the fate unknown',
    answer: page('Bad gateway', 500),
    report: { delivery: { result: 'unknown', code: 'answer_http_500' } },
  },
  {
    name: 'a login in place of an answer goes to a person',
    answer: '<input type=password>',
    report: { delivery: { result: 'handover', reason: 'login', code: 'login_password_after_submit' } },
  },
  {
    name: 'a cut connection leaves the fate unknown',
    answer: cut,
    report: { delivery: { result: 'unknown' } },
  },
  {
    name: 'a page that never answers leaves the fate unknown at the end of the time',
    answer: silent,
    spec: { totalTimeout: 'PT12S' },
    // Chromium may answer no question about a page while the next one is on its way.
    report: {
      delivery: { result: 'unknown', code: expect.stringMatching(/^(no_answer|timeout_after_submit)$/) },
    },
  },
  {
    name: 'a page that says nothing new leaves the fate unknown, with what it says',
    form: inPage(`said.textContent = 'Hm'`),
    spec: { totalTimeout: 'PT12S' },
    report: { delivery: { result: 'unknown', code: 'no_answer' }, evidence: 'Link Send Hm' },
  },
  {
    name: 'a question in a dialog is answered with no, and nothing is claimed',
    form: inPage(`if (confirm('Really?')) said.textContent = 'Thank you'`),
    spec: { totalTimeout: 'PT12S' },
    report: { delivery: { result: 'unknown', code: 'no_answer' } },
  },
];

describe('what a form answers', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.close());

  it.each(CASES)('$name', async ({ form = FIELDS, answer = '', spec = {}, report }) => {
    bench.site.serve({
      '/form': form,
      '/oops': 'Something went wrong',
      'POST /sent': answer,
      'POST /slow': (_hit, response) => void setTimeout(() => response.end('ok'), 3_000),
    });
    const got = await bench.send({ ...FORM, ...spec });
    expect(got).toMatchObject({ ...report, commits: 1 });
    expect(bench.site.asked('/sent', 'POST').length).toBeLessThanOrEqual(1);
  });
});
