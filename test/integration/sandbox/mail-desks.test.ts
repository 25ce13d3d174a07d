import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Practice, startPractice } from '../../../src/sandbox/index.ts';
import { mail, visit } from './client.ts';

const DESK = 'safety@letterbox.practice.test';
const POST = 'http://letterbox.practice.test/p/3';

let practice: Practice;
beforeAll(async () => {
  practice = await startPractice({ speed: Number.POSITIVE_INFINITY });
});
beforeEach(() => {
  practice.reset();
});
afterAll(async () => {
  await practice.close();
});

describe('letterbox', () => {
  it.each([
    ['plain', {}],
    ['quoted-printable', { encoding: 'quoted-printable' as const }],
    ['base64', { encoding: 'base64' as const }],
    ['with an attachment', { attachment: 'A letter that names http://letterbox.practice.test/p/999' }],
  ])('reads a mail that is %s and answers a removed post with a soft 404', async (_, how) => {
    const text = `Grüße, this is about\n\n${POST}?x=${'long'.repeat(30)}\n`;
    await mail(practice, DESK, { text, ...how });
    const page = await visit(practice, POST);
    expect([page.status, page.text.includes('This post is no longer available')]).toEqual([200, true]);
    expect((await visit(practice, 'http://letterbox.practice.test/p/4')).text).toContain('practice post 4');
    expect(practice.arrivals('letterbox').posts.get('3')).toBe(1);
  });

  it('tells a mail that comes twice by its Message-ID, and the same text under another one', async () => {
    await mail(practice, DESK, { text: POST, messageId: '<n1@helpline.example>' });
    await mail(practice, DESK, { text: POST, messageId: '<n1@helpline.example>' });
    expect(practice.arrivals('letterbox')).toMatchObject({ accepted: 1, repeated: 1, sameText: 0 });
    await mail(practice, DESK, { text: POST, messageId: '<n2@helpline.example>' });
    expect(practice.arrivals('letterbox')).toMatchObject({ accepted: 2, repeated: 1, sameText: 1 });
    expect([...practice.arrivals('letterbox').notices.keys()]).toEqual([
      '<n1@helpline.example>',
      '<n2@helpline.example>',
    ]);
  });
});

describe('the SMTP server', () => {
  it('refuses an address that is no desk', async () => {
    const sent = mail(practice, 'nobody@letterbox.practice.test', { text: POST });
    await expect(sent).rejects.toMatchObject({ responseCode: 550 });
  });

  it('answers 421 for a platform that is down', async () => {
    practice.setDown('letterbox', true);
    await expect(mail(practice, DESK, { text: POST })).rejects.toMatchObject({ responseCode: 421 });
    practice.setDown('letterbox', false);
    await mail(practice, DESK, { text: POST });
    expect(practice.arrivals('letterbox').accepted).toBe(1);
  });
});
