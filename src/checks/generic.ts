import { type Answer, isHtml, type Judgement } from './answer.ts';
import { parseJson } from './json.ts';
import { isSigned, toHome, toLogin, toOtherSite, toSearch } from './places.ts';
import { challengeOf, isLoginPage } from './walls.ts';

/** What an answer says on any site, when no signal of the platform decides. First the walls, then removal, then life. */
export function byGenericRules(answer: Answer): Judgement {
  const { status } = answer;
  const of = (verdict: Judgement['verdict'], signal = `status_${status}`): Judgement => ({ verdict, signal });

  const challenge = challengeOf(answer);
  if (challenge !== undefined) return of('bot_blocked', challenge);
  // RFC 7725: shows neither existence nor absence, and may hold in one country only.
  if (status === 451) return of('geo_blocked');
  // RFC 6585 4. 999 is LinkedIn's own word for the same.
  if (status === 429 || status === 999) return of('bot_blocked');
  if (toLogin(answer)) return of('login_wall', 'redirect_login');
  // RFC 9110 15.5.2.
  if (status === 401) return of('login_wall');
  // RFC 9110 15.6; 520 to 530 are Cloudflare's words for a fault at the origin.
  if (status >= 500) return of('host_down');
  // RFC 9110 15.5.4: "refuses to fulfill it" to us. On media mostly a link whose signature has run out.
  if (status === 403) return of(answer.kind === 'media' ? 'not_checkable' : 'bot_blocked');
  // Some sites send one there for removed pages, some for pages that need a login or another country.
  if (toHome(answer)) return of('not_checkable', 'redirect_home');
  if (toSearch(answer)) return of('not_checkable', 'redirect_search');
  if (status === 404 || status === 410) return byAbsence(answer);
  if (isLoginPage(answer)) return of('login_wall', 'login_page');
  if (status >= 200 && status < 300) return bySuccess(answer);
  // RFC 9110 15.4.5: what a cache holds is still valid.
  if (status === 304 && answer.kind === 'media') return of('live');
  return of('not_checkable');
}

/** RFC 9110 15.5.5 and 15.5.11. Removal, unless somebody else says so or the link ends by itself. */
function byAbsence(answer: Answer): Judgement {
  const { status } = answer;
  if (toOtherSite(answer)) return { verdict: 'not_checkable', signal: `status_${status}_elsewhere` };
  if (answer.kind === 'media' && isSigned(answer.asked)) {
    return { verdict: 'not_checkable', signal: `status_${status}_signed_link` };
  }
  return { verdict: 'gone', signal: `status_${status}` };
}

function bySuccess(answer: Answer): Judgement {
  const { body, kind, status } = answer;
  if (kind === 'media' && isHtml(answer)) return { verdict: 'not_checkable', signal: 'media_is_page' };
  if (kind === 'api' && body.read === 'text' && !body.truncated && parseJson(answer) === undefined) {
    return { verdict: 'not_checkable', signal: 'api_not_json' };
  }
  if (body.read === 'rendered' && body.text.trim() === '') {
    return { verdict: 'not_checkable', signal: 'page_empty' };
  }
  return { verdict: 'live', signal: `status_${status}` };
}
