/**
 * How a mark counts. `present`: it is in the document. `placed`: it is not hidden, even if it is still empty.
 * `sized`: it takes up room. Invisible variants are in the document of every visitor and are no wall.
 */
export type MarkMode = 'present' | 'placed' | 'sized';

export interface Mark {
  readonly id: string;
  readonly css: string;
  readonly mode: MarkMode;
}

/**
 * Known challenges, as their vendors' pages tell to embed them. None is ever solved or clicked.
 * https://developers.google.com/recaptcha/docs/display · https://docs.hcaptcha.com ·
 * https://developers.cloudflare.com/turnstile · https://docs.aws.amazon.com/waf (CAPTCHA and Challenge)
 */
export const CHALLENGES: readonly Mark[] = [
  { id: 'recaptcha', mode: 'placed', css: 'div.g-recaptcha:not([data-size="invisible"])' },
  {
    id: 'recaptcha',
    mode: 'sized',
    css: 'iframe[src*="/recaptcha/"][src*="/anchor"]:not([src*="size=invisible"])',
  },
  { id: 'recaptcha', mode: 'sized', css: 'iframe[src*="/recaptcha/"][src*="/bframe"]' },
  { id: 'hcaptcha', mode: 'placed', css: 'div.h-captcha:not([data-size="invisible"])' },
  { id: 'hcaptcha', mode: 'sized', css: 'iframe[src*="hcaptcha.com"]:not([src*="invisible"])' },
  {
    id: 'turnstile',
    mode: 'placed',
    css: '.cf-turnstile:not([data-size="invisible"]):not([data-appearance="interaction-only"])',
  },
  { id: 'turnstile', mode: 'sized', css: '.cf-turnstile, iframe[src*="challenges.cloudflare.com"]' },
  {
    id: 'cloudflare',
    mode: 'present',
    css: '#challenge-form, #challenge-running, #challenge-stage, #cf-challenge-running, .cf-browser-verification, #cf-please-wait',
  },
  {
    id: 'arkose',
    mode: 'placed',
    css: 'iframe[src*="arkoselabs."], iframe[src*="funcaptcha."], iframe[data-e2e="enforcement-frame"], #FunCaptcha',
  },
  {
    id: 'datadome',
    mode: 'present',
    css: 'iframe[src*="captcha-delivery.com"], script[src*="captcha-delivery.com"]',
  },
  { id: 'perimeterx', mode: 'placed', css: '#px-captcha, #px-captcha-wrapper, #px-captcha-modal' },
  {
    id: 'perimeterx',
    mode: 'present',
    css: 'script[src*="captcha.px-"], script[src*="/captcha/captcha.js"]',
  },
  { id: 'aws_waf', mode: 'placed', css: 'awswaf-captcha' },
  { id: 'aws_waf', mode: 'present', css: 'script[src*="awswaf.com"][src*="captcha"]' },
  { id: 'geetest', mode: 'sized', css: '[class^="geetest_"], [class*=" geetest_"]' },
  { id: 'friendly_captcha', mode: 'placed', css: '.frc-captcha' },
  { id: 'mtcaptcha', mode: 'placed', css: '.mtcaptcha' },
  { id: 'altcha', mode: 'placed', css: 'altcha-widget' },
  { id: 'smartcaptcha', mode: 'placed', css: '.smart-captcha:not([data-invisible="true"])' },
  {
    id: 'picture',
    mode: 'sized',
    css: 'input[name*="captcha" i]:not([type="hidden"]), input[id*="captcha" i]:not([type="hidden"])',
  },
  { id: 'picture', mode: 'placed', css: 'img[src*="captcha" i]:not([src*="recaptcha" i])' },
];

/** Challenges that show themselves only to some visitors: a wall when they keep the submit button shut. */
export const INVISIBLE: readonly Mark[] = [
  {
    id: 'recaptcha_invisible',
    mode: 'present',
    css: '.grecaptcha-badge, .g-recaptcha, script[src*="/recaptcha/"]',
  },
  { id: 'hcaptcha_invisible', mode: 'present', css: '.h-captcha, script[src*="hcaptcha.com"]' },
  {
    id: 'turnstile_invisible',
    mode: 'present',
    css: '.cf-turnstile, script[src*="challenges.cloudflare.com"]',
  },
  { id: 'arkose_invisible', mode: 'present', css: 'script[src*="arkoselabs."], script[src*="funcaptcha."]' },
  { id: 'aws_waf_invisible', mode: 'present', css: 'script[src*="awswaf.com"]' },
];

export const PASSWORD: Mark = { id: 'password', mode: 'sized', css: 'input[type="password"]' };

/** The words of a page that is nothing but a challenge. Looked for in titles and in pages with little text. */
export const INTERSTITIAL =
  'just a moment|attention required|verify(ing)? (that )?(you are|you.re) (a )?human|(you are|you.re) not a robot|are you a (human|robot)|human verification|checking (if the site connection|your browser)|complete the security check|press (and|&) hold|unusual traffic from your';

/** Response headers by which a challenge page names itself. */
export const CHALLENGE_HEADERS: readonly (readonly [name: string, value: RegExp])[] = [
  ['cf-mitigated', /challenge/i],
  ['x-amzn-waf-action', /captcha|challenge/i],
];

/** Paths of pages that ask who you are. */
export const LOGIN_PATH = /(^|[/_-])(log-?in|sign-?in|log-?on|sign-?on)([/_.-]|$)/i;
