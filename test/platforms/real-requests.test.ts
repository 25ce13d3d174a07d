import { describe, expect, it } from 'vitest';
import { renderStatus } from '../../src/catalog/render/status.ts';
import { CATALOG, FULL_NOTICE, recipient, renderApi, viewOf } from './real-platforms.ts';

describe('the Cloudflare report', () => {
  const many = viewOf({
    ...FULL_NOTICE,
    locations: [
      { url: 'https://site.test/a/1' },
      { url: 'https://site.test/a/2?x=1' },
      { url: 'https://site.test/a/1' },
      { url: 'https://other.test/a/1.jpg', kind: 'media' },
      { url: 'https://site.test.evil.test/a/3' },
    ],
  });

  it('puts all URLs of the one hostname into one text, a line each, none twice', () => {
    const { request, lookups } = renderApi('cloudflare', 'abuse-ncsei', many);
    expect(lookups).toEqual([]);
    expect(request.url).toBe(
      'https://api.cloudflare.com/client/v4/accounts/{account_id}/abuse-reports/abuse_ncsei',
    );
    expect(request.urlSecrets).toEqual({ account_id: 'cloudflare-account-id' });
    expect(request.auth).toEqual({ scheme: 'bearer', secret: 'cloudflare-token' });
    expect(request.body).toMatchObject({
      type: 'json',
      json: {
        act: 'abuse_ncsei',
        urls: 'https://site.test/a/1\nhttps://site.test/a/2?x=1',
        email: 'desk@helpline-red.test',
        email2: 'desk@helpline-red.test',
        name: 'Test Helpline Foundation',
        ncsei_subject_representation: false,
        host_notification: 'send-anon',
        owner_notification: 'none',
      },
    });
  });

  it('keeps within the documented bounds with the most that a notice can hold', () => {
    const locations = Array.from({ length: 20 }, (_, index) => ({ url: `https://site.test/${index}` }));
    const view = viewOf({
      ...FULL_NOTICE,
      locations,
      claimant: { ...FULL_NOTICE.claimant, role: 'subject' },
    });
    const long = { ...view.helpline, organisation: 'O'.repeat(255), phone: '0'.repeat(40) };
    const { request } = renderApi('cloudflare', 'abuse-ncsei', { ...view, helpline: long });
    const json = request.body?.type === 'json' ? request.body.json : undefined;
    expect(json).toMatchObject({ ncsei_subject_representation: true, name: 'O'.repeat(255) });
    expect(json).not.toHaveProperty('company');
    expect(json).not.toHaveProperty('tele');
    expect(json).toHaveProperty('urls', locations.map(({ url }) => url).join('\n'));
    expect(JSON.stringify(json).length).toBeLessThan(2000);
  });

  it('asks the list of submitted reports of the domain for its state', () => {
    const channel = recipient('cloudflare').channels['abuse-ncsei'];
    if (channel === undefined) throw new Error('no channel');
    const { request, status } = renderStatus(channel, '', many, CATALOG);
    const url = new URL(request.url.replace('{account_id}', 'acc'));
    expect(`${request.method} ${url.pathname}`).toBe('GET /client/v4/accounts/acc/abuse-reports/submitted');
    expect(url.searchParams.get('domain[]')).toBe('site.test');
    expect(url.searchParams.get('type[]')).toBe('NCSEI');
    const replies = status.means.map(({ words, reply }) => [words[0], reply]);
    expect(replies).toEqual([
      ['submitted', 'receipt'],
      ['accepted', 'in_review'],
      ['denied', 'refused'],
    ]);
    expect(Object.keys(status.means[2]?.reasons ?? {})).toHaveLength(13);
  });
});

describe('the Bluesky report', () => {
  it('names the record by address and content id, to the moderation service, with a session of the helpline', () => {
    const { request, lookups } = renderApi('bluesky', 'report-api');
    expect(lookups.map((one) => [one.name, one.pointer, one.request.auth.scheme])).toEqual([
      ['uri', '/uri', 'none'],
      ['cid', '/cid', 'none'],
    ]);
    expect(lookups[0]?.request.url).toBe(
      'https://public.api.bsky.app/xrpc/com.atproto.repo.getRecord?repo=someone.example&collection=app.bsky.feed.post&rkey=100000000000000001',
    );
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://bsky.social/xrpc/com.atproto.moderation.createReport',
      headers: { 'atproto-proxy': 'did:plc:ar7c4by46qjdydhdevvrndac#atproto_labeler' },
      auth: { scheme: 'bearer', secret: 'bluesky-token' },
      body: {
        type: 'json',
        json: {
          reasonType: 'tools.ozone.report.defs#reasonSexualNCII',
          subject: {
            $type: 'com.atproto.repo.strongRef',
            uri: 'at://did:plc:test/app.bsky.feed.post/1',
            cid: 'bafytest',
          },
        },
      },
      reference: '/id',
    });
    expect(request.idempotencyHeader).toBeUndefined();
  });

  it('uses the reason for forgeries where the imagery is synthetic, and stays within 2,000 characters', () => {
    const most = { ...FULL_NOTICE.statements, nonConsent: 'c'.repeat(900) };
    const view = viewOf({
      ...FULL_NOTICE,
      statements: most,
      depiction: { shown: 'synthetic_image', context: 'unknown' },
    });
    const { request } = renderApi('bluesky', 'report-api', view);
    const json = request.body?.type === 'json' ? request.body.json : undefined;
    expect(json).toHaveProperty('reasonType', 'tools.ozone.report.defs#reasonSexualDeepfake');
    expect(json).toHaveProperty('reason', expect.stringMatching(/^[\s\S]{900,2000}$/));
  });
});

describe('the Mastodon report', () => {
  const view = viewOf({
    ...FULL_NOTICE,
    locations: [{ url: 'https://a-b.social.test/@someone/100000000000000001' }],
  });

  it('goes to the instance as a form, with the account looked up, and a token of that instance alone', () => {
    const { request, lookups } = renderApi('mastodon', 'report-api', view);
    expect(
      lookups.map((one) => [one.request.method, one.request.url, one.request.auth.scheme, one.pointer]),
    ).toEqual([['GET', 'https://a-b.social.test/api/v1/statuses/100000000000000001', 'none', '/account/id']]);
    expect(request).toMatchObject({
      method: 'POST',
      url: 'https://a-b.social.test/api/v1/reports',
      auth: { scheme: 'bearer', secret: 'mastodon-token-a--b-social-test' },
      reference: '/id',
    });
    const pairs = request.body?.type === 'form' ? request.body.pairs : [];
    expect(pairs.filter(([name]) => name !== 'comment')).toEqual([
      ['account_id', '42'],
      ['status_ids[]', '100000000000000001'],
      ['category', 'legal'],
      ['forward', 'true'],
    ]);
  });

  it('keeps its comment within 1,000 characters with the longest statement that it takes', () => {
    const most = { ...FULL_NOTICE.statements, nonConsent: 'c'.repeat(400) };
    const { request } = renderApi('mastodon', 'report-api', viewOf({ ...FULL_NOTICE, statements: most }));
    const comment =
      request.body?.type === 'form' ? request.body.pairs.find(([name]) => name === 'comment')?.[1] : '';
    expect(comment?.length).toBeLessThanOrEqual(1000);
    expect(comment).toContain('c'.repeat(400));
    const limit = recipient('mastodon').channels['report-api']?.requires;
    expect(limit).toContainEqual({ field: 'statements.nonConsent', maxLength: 400 });
  });
});
