import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, startBench } from './support/bench.ts';
import { type Answer, page } from './support/site.ts';

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
};

/** Markup as the vendors' pages show it; their scripts are out of reach here, as they are behind the guard. */
const CHALLENGES: readonly (readonly [name: string, body: string, code: string])[] = [
  ['reCAPTCHA, the box', '<div class="g-recaptcha" data-sitekey="k"></div>', 'captcha_recaptcha'],
  [
    'reCAPTCHA, its frame',
    '<iframe width=304 height=78 src="https://www.google.com/recaptcha/api2/anchor?k=1&size=normal"></iframe>',
    'captcha_recaptcha',
  ],
  [
    'reCAPTCHA, the pictures',
    '<iframe width=400 height=580 src="https://www.google.com/recaptcha/enterprise/bframe?k=1"></iframe>',
    'captcha_recaptcha',
  ],
  ['hCaptcha', '<div class="h-captcha" data-sitekey="k"></div>', 'captcha_hcaptcha'],
  ['Turnstile', '<div class="cf-turnstile" data-sitekey="k"></div>', 'captcha_turnstile'],
  ['Cloudflare in between', '<div id="challenge-stage"></div>', 'captcha_cloudflare'],
  ['Arkose', '<iframe src="https://client-api.arkoselabs.com/fc/"></iframe>', 'captcha_arkose'],
  ['FunCaptcha', '<div id="FunCaptcha">Please wait</div>', 'captcha_arkose'],
  ['DataDome', '<script src="https://ct.captcha-delivery.com/c.js"></script>', 'captcha_datadome'],
  ['PerimeterX', '<div id="px-captcha"></div>', 'captcha_perimeterx'],
  ['AWS WAF', '<script src="https://1.edge.captcha-sdk.awswaf.com/1/jsapi.js"></script>', 'captcha_aws_waf'],
  ['Geetest', '<div class="geetest_holder geetest_wind">Click to verify</div>', 'captcha_geetest'],
  ['Friendly Captcha', '<div class="frc-captcha" data-sitekey="k"></div>', 'captcha_friendly_captcha'],
  [
    'a picture to copy',
    '<img src="/captcha.php?1" alt="code"><input name="captcha_code">',
    'captcha_picture',
  ],
  ['words in between', '<h1>Verify you are human</h1>', 'captcha_interstitial'],
  ['a mark of the file', '<div class="own-check">Slide</div>', 'captcha_known'],
];

/** What visitors of such pages get without ever seeing a challenge. */
const NO_WALL: readonly (readonly [name: string, body: string])[] = [
  [
    'the badge of reCAPTCHA v3',
    '<div class="grecaptcha-badge" style="position:fixed;right:0"><iframe width=256 height=60 src="https://www.google.com/recaptcha/api2/anchor?k=1&size=invisible"></iframe></div><iframe style="visibility:hidden" src="https://www.google.com/recaptcha/api2/bframe?k=1"></iframe>',
  ],
  [
    'a Turnstile that shows itself when needed',
    '<div class="cf-turnstile" data-appearance="interaction-only"></div>',
  ],
  ['a box in a part of the page that is hidden', '<div hidden><div class="g-recaptcha"></div></div>'],
  ['a login in the margin', '<aside><input type=password aria-label=Password></aside>'],
  [
    'a long text that speaks of it',
    `<p>${'How we work. '.repeat(200)} We may ask you to verify you are human.</p>`,
  ],
];

describe('a challenge or a login on the way', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.close());

  const sendFrom = async (form: string | Answer, spec: object = {}) => {
    bench.site.serve({ '/form': form, '/login': '<label>Who <input></label>', 'POST /sent': 'Thank you' });
    const report = await bench.send({ ...FORM, ...spec });
    return { ...report, arrived: bench.site.asked('/sent').length };
  };

  it.each(CHALLENGES)('hands %s over to a person, beside the form', async (_name, body, code) => {
    const report = await sendFrom(FIELDS + body, { challenges: [{ css: '.own-check' }] });
    expect(report).toMatchObject({
      delivery: { result: 'handover', reason: 'captcha', code },
      commits: 0,
      arrived: 0,
    });
  });

  it('hands over a challenge that stands in place of the form, long before the field is given up', async () => {
    const report = await sendFrom(page('<div id="px-captcha">Press & hold</div>', 403), {
      stepTimeout: 'PT15S',
    });
    expect(report.delivery).toEqual({ result: 'handover', reason: 'captcha', code: 'captcha_perimeterx' });
  });

  it('knows a challenge by the header in which it names itself', async () => {
    const report = await sendFrom(page('<p>One moment</p>', 403, { 'cf-mitigated': 'challenge' }));
    expect(report.delivery).toMatchObject({ reason: 'captcha', code: 'captcha_header' });
  });

  it('hands over a challenge that appears on the last page of a wizard, before the commit', async () => {
    const late = `<script>document.querySelector('input').oninput = () => {
      document.body.insertAdjacentHTML('beforeend', '<div class=h-captcha>Check</div>'); }</script>`;
    const report = await sendFrom(FIELDS + late);
    expect(report).toMatchObject({ delivery: { reason: 'captcha' }, commits: 0, arrived: 0 });
  });

  it('hands over a challenge that opens at the click on submit', async () => {
    const opens = `<script>document.forms[0].onsubmit = (e) => { e.preventDefault();
      document.body.insertAdjacentHTML('beforeend', '<div class=g-recaptcha>Pick all</div>'); }</script>`;
    const report = await sendFrom(FIELDS + opens);
    expect(report).toMatchObject({
      delivery: { result: 'handover', reason: 'captcha', code: 'captcha_recaptcha_after_submit' },
      commits: 1,
      arrived: 0,
    });
  });

  it('takes an invisible challenge for a wall when it keeps the button shut', async () => {
    const shut = FIELDS.replace('<button>', '<button disabled class=g-recaptcha data-size=invisible>');
    expect((await sendFrom(shut)).delivery).toEqual({
      result: 'handover',
      reason: 'captcha',
      code: 'captcha_recaptcha_invisible',
    });
  });

  it.each(NO_WALL)('takes %s for no wall', async (_name, body) => {
    expect(await sendFrom(FIELDS + body)).toMatchObject({ delivery: { result: 'sent' }, arrived: 1 });
  });

  const toLogin: Answer = (_hit, response) =>
    void response.writeHead(302, { location: '/login?next=form' }).end();
  it.each<readonly [string, string | Answer, object, string]>([
    ['a password field in place of the form', '<input type=password>', {}, 'login_password'],
    ['a redirect to a login page', toLogin, {}, 'login_address'],
    ['a mark of the file', '<p>Members only</p>', { logins: [{ text: 'Members only' }] }, 'login_known'],
    [
      'a mark of the file beside the form',
      `<b>Members only</b>${FIELDS}`,
      { logins: [{ css: 'b' }] },
      'login_known',
    ],
    ['status 401', page('<p>Who are you?</p>', 401), {}, 'form_http_401'],
  ])('hands a login over: %s', async (_name, form, spec, code) => {
    const report = await sendFrom(form, spec);
    expect(report).toMatchObject({ delivery: { result: 'handover', reason: 'login', code }, commits: 0 });
  });
});
