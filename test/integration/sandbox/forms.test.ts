import { FormData } from 'undici';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Practice, startPractice } from '../../../src/sandbox/index.ts';
import { type Answer, freezeDate, pass, visit } from './client.ts';

const LOOPLY = 'http://looply.practice.test';
const POST = `${LOOPLY}/p/2`;

let practice: Practice;
beforeAll(async () => {
  practice = await startPractice();
});
beforeEach(() => {
  practice.reset();
  freezeDate();
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(async () => {
  await practice.close();
});

type Fields = Readonly<Record<string, string | File>>;

/** A visitor of the form without a browser: keeps the cookie, reads the CSRF token, follows redirects. */
class Visitor {
  #cookie = '';
  #csrf = '';

  async open(path: string): Promise<Answer> {
    return this.#take(await visit(practice, `${LOOPLY}${path}`, { headers: this.#headers() }));
  }

  async send(path: string, fields: Fields, csrf = this.#csrf): Promise<Answer> {
    const body = new FormData();
    body.set('csrf', csrf);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const sent = { method: 'POST' as const, headers: this.#headers(), body };
    return this.#take(await visit(practice, `${LOOPLY}${path}`, sent));
  }

  /** Pages 1 to 3, filled in well but for what a test changes; answers the last page. */
  async report(changed: Fields = {}): Promise<Answer> {
    await this.open('/report');
    await this.send('/report/consent', { agree: 'yes' });
    const pages = [
      ['/report', { address: POST, reason: 'ncii', statement: 'No consent was given.' }],
      [
        '/report/you',
        { name: 'Sam Signer', email: 'desk@helpline.example', role: 'representative', letter: LETTER },
      ],
      ['/report/confirm', { good_faith: 'yes', accuracy: 'yes', signature: 'Sam Signer' }],
    ] as const;
    let answer = await this.open('/report/consent');
    for (const [path, fields] of pages) {
      const own = Object.keys(fields).filter((name) => name in changed);
      const overrides = Object.fromEntries(own.map((name) => [name, changed[name] ?? '']));
      answer = await this.send(path, { ...fields, ...overrides });
      if (answer.status !== 200) return answer;
    }
    return answer;
  }

  #headers(): Record<string, string> {
    return this.#cookie === '' ? {} : { cookie: this.#cookie };
  }

  async #take(answer: Answer): Promise<Answer> {
    const cookie = answer.headers['set-cookie'];
    if (cookie !== undefined) this.#cookie = String(cookie).split(';')[0] ?? '';
    this.#csrf = /name="csrf" value="([^"]+)"/.exec(answer.text)?.[1] ?? this.#csrf;
    const to = answer.headers['location'];
    return answer.status === 303 ? this.open(String(to)) : answer;
  }
}

const LETTER = new File(['We act for the person shown.'], 'letter.txt', { type: 'text/plain' });

const complaints = (answer: Answer) =>
  [...answer.text.matchAll(/data-field="([a-z_]+)"/g)].map((found) => found[1]);

describe('looply', () => {
  it('leads through three pages to a reference, and the post answers 410 two seconds later', async () => {
    const done = await new Visitor().report();
    expect(done.text).toContain('We have received your report. Your reference is LP-000001.');
    expect((await visit(practice, POST)).status).toBe(200);
    pass(2);
    expect((await visit(practice, POST)).status).toBe(410);
    expect(practice.arrivals('looply')).toMatchObject({ arrived: 1, accepted: 1, sameText: 0 });
  });

  it('has the consent in an iframe, the address in a shadow root and the statement come up by script', async () => {
    const page = await new Visitor().open('/report');
    expect(page.text).toContain('<iframe title="How Looply uses your report" src="/report/consent"');
    expect(page.text).toContain("attachShadow({ mode: 'open' })");
    expect(page.text.slice(0, page.text.indexOf('<script>'))).not.toContain('name="statement"');
  });

  it.each<[string, Fields, string[]]>([
    ['an address that is no post of its own', { address: 'http://pixhub.practice.test/p/2' }, ['address']],
    ['no address', { address: '' }, ['address']],
    ['another reason', { reason: 'spam' }, ['reason']],
    ['no statement', { statement: ' ' }, ['statement']],
    ['no e-mail address', { email: 'nonsense' }, ['email']],
    ['no name and no role', { name: '', role: '' }, ['name', 'role']],
    ['no letter from a representative', { letter: '' }, ['letter']],
    ['no good faith', { good_faith: '' }, ['good_faith']],
    ['no signature', { signature: '' }, ['signature']],
  ])('says on the page what is wrong with %s', async (_, changed, fields) => {
    const answer = await new Visitor().report(changed);
    expect([answer.status, complaints(answer)]).toEqual([422, fields]);
    expect(practice.arrivals('looply').accepted).toBe(0);
  });

  it('wants consent first, and takes a report of the person shown without a letter', async () => {
    const visitor = new Visitor();
    await visitor.open('/report');
    const answer = await visitor.send('/report', { address: POST, reason: 'ncii', statement: 'No consent.' });
    expect(complaints(answer)).toEqual(['agree']);
    expect((await new Visitor().report({ role: 'subject', letter: '' })).text).toContain('LP-000001');
  });

  it('refuses a foreign CSRF token and a form without a session', async () => {
    const visitor = new Visitor();
    await visitor.open('/report');
    const forged = await visitor.send('/report', { address: POST }, 'forged');
    expect([forged.status, forged.text.includes('This form has expired')]).toEqual([403, true]);
    expect((await new Visitor().open('/report/confirm')).status).toBe(403);
  });

  it('does not file a report twice when the last page is sent twice, and counts a second one as the same text', async () => {
    const visitor = new Visitor();
    await visitor.report();
    const again = await visitor.send('/report/confirm', {});
    expect(again.text).toContain('LP-000001');
    expect(practice.arrivals('looply')).toMatchObject({ accepted: 1 });
    await new Visitor().report();
    expect(practice.arrivals('looply')).toMatchObject({ accepted: 2, sameText: 1 });
  });
});

describe('gatekeep', () => {
  const form = 'http://gatekeep.practice.test/report';
  const post = 'http://gatekeep.practice.test/p/4';
  const send = (more: Record<string, string>) =>
    visit(practice, form, {
      method: 'POST',
      body: new URLSearchParams({
        address: post,
        email: 'desk@helpline.example',
        statement: 'No consent was given.',
        ...more,
      }),
    });

  it('shows the marks of a CAPTCHA', async () => {
    const page = (await visit(practice, form)).text;
    expect(page).toContain('class="h-captcha"');
    expect(page).toContain('title="Widget containing checkbox for hCaptcha security challenge"');
  });

  it('turns away who has not solved it, and hears a person', async () => {
    expect((await send({})).status).toBe(403);
    pass(2);
    expect((await visit(practice, post)).status).toBe(200);
    const heard = await send({ 'h-captcha-response': 'ticked-by-a-person' });
    expect([heard.status, heard.text.includes('we have your report')]).toEqual([200, true]);
    pass(2);
    expect((await visit(practice, post)).status).toBe(404);
    expect(practice.arrivals('gatekeep')).toMatchObject({ arrived: 2, accepted: 1 });
  });

  it('cannot find the post of another site', async () => {
    const answer = await send({ address: 'http://looply.practice.test/p/4', 'h-captcha-response': 'x' });
    expect(answer.status).toBe(422);
  });
});
