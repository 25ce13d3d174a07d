import { escapeHtml, htmlPage } from '../../base/page.ts';
import type { Session } from './session.ts';

/** Complaints about fields: name of the field, what is wrong. */
export type FieldErrors = readonly (readonly [field: string, text: string])[];

function wizard(session: Session, step: number, action: string, errors: FieldErrors, fields: string): string {
  const complaints = errors.map(
    ([field, text]) =>
      `<p class="field-error" data-testid="field-error" data-field="${field}">${escapeHtml(text)}</p>`,
  );
  return htmlPage(
    'Looply',
    `<h1>Report a post, page ${step} of 3</h1>
${complaints.join('\n')}
<form method="post" action="${action}" enctype="multipart/form-data">
<input type="hidden" name="csrf" value="${session.csrf}">
${fields}
</form>`,
  );
}

/**
 * Page 1: consent in an iframe, the address in a shadow root, and a text field that comes up only after the reason
 * is chosen, and not at once.
 */
export function postStep(session: Session, errors: FieldErrors): string {
  return wizard(
    session,
    1,
    '/report',
    errors,
    `<iframe title="How Looply uses your report" src="/report/consent" height="220"></iframe>
<input type="hidden" name="address" id="address">
<looply-address></looply-address>
<fieldset><legend>What is wrong with the post?</legend>
<label><input type="radio" name="reason" value="spam"> It is spam</label>
<label><input type="radio" name="reason" value="ncii"> An intimate image shared without consent</label>
</fieldset>
<div id="late"></div>
<button>Continue</button>
<script>
customElements.define('looply-address', class extends HTMLElement {
  connectedCallback() {
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = '<label>Address of the post <input type="url" size="60"></label>';
    root.querySelector('input').addEventListener('input', (event) => {
      document.getElementById('address').value = event.target.value;
    });
  }
});
const late = document.getElementById('late');
for (const radio of document.querySelectorAll('input[name=reason]')) {
  radio.addEventListener('change', () => {
    late.innerHTML = '';
    if (radio.value !== 'ncii') return;
    setTimeout(() => {
      late.innerHTML = '<label>Why was this shared without consent? ' +
        '<textarea name="statement" rows="4" cols="60"></textarea></label>';
    }, 400);
  });
}
</script>`,
  );
}

export function personStep(session: Session, errors: FieldErrors): string {
  return wizard(
    session,
    2,
    '/report/you',
    errors,
    `<label>Your name <input name="name" autocomplete="off"></label>
<label>Your e-mail address <input name="email" autocomplete="off"></label>
<label>Organisation <input name="organisation" autocomplete="off"></label>
<label>I am reporting
<select name="role">
<option value="">Choose one</option>
<option value="subject">for myself</option>
<option value="representative">for a person I represent</option>
</select></label>
<label>Letter of authority <input type="file" name="letter"></label>
<button>Continue</button>`,
  );
}

export function statementStep(session: Session, errors: FieldErrors): string {
  return wizard(
    session,
    3,
    '/report/confirm',
    errors,
    `<label><input type="checkbox" name="good_faith" value="yes"> I believe in good faith that there was no consent</label>
<label><input type="checkbox" name="accuracy" value="yes"> What I say here is accurate</label>
<label>Signature <input name="signature" autocomplete="off"></label>
<button>Send report</button>`,
  );
}

export function consentFrame(session: Session | undefined): string {
  if (session?.agreed) return htmlPage('Looply', '<p role="status">Thank you for agreeing.</p>');
  return htmlPage(
    'Looply',
    `<form method="post" action="/report/consent">
<label><input type="checkbox" name="agree" value="yes"> I have read how Looply uses my report</label>
<button>Agree</button>
</form>`,
  );
}

export function confirmation(reference: string): string {
  return htmlPage(
    'Looply',
    `<h1>Thank you</h1>
<p role="status">We have received your report. Your reference is ${escapeHtml(reference)}.</p>`,
  );
}

export function expired(): string {
  return htmlPage('Looply', '<p role="alert">This form has expired. Please start again.</p>');
}
