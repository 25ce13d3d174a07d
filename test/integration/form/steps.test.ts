import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, startBench } from './support/bench.ts';

const LETTER = {
  filename: 'authority.txt',
  contentType: 'text/plain',
  content: 'We act for the person shown. Größe: ✓',
};

const RICH = `
<form method="post" action="/sent" enctype="multipart/form-data">
  <label for="link">Link to the content</label><input id="link" name="link" type="url">
  <input name="mail" type="email" placeholder="you@organisation.example">
  <textarea name="words" data-testid="words"></textarea>
  <select name="country" aria-label="Country"><option value="">Choose</option><option value="DE">Germany</option><option value="FR">France</option></select>
  <select name="kind" aria-label="Kind"><option value="a">One</option><option value="ncii">Intimate image</option></select>
  <fieldset><legend>Who are you</legend>
    <label><input type="radio" name="who" value="me"> The person shown</label>
    <label><input type="radio" name="who" value="rep"> A representative</label></fieldset>
  <style>.drawn { display: none }</style>
  <input class="drawn" type="radio" name="shown" value="video" id="shown-v"><label for="shown-v">A video</label>
  <label><input class="drawn" type="checkbox" name="faith" value="yes"> <span>In good faith</span></label>
  <label><input type="checkbox" name="accurate" value="yes"> It is accurate</label>
  <label for="letter">Letter</label><input id="letter" type="file" name="letter" style="display:none">
  <input name="tag" aria-label="Tags"><input name="tags" type="hidden">
  <button type="button" onclick="this.form.insertAdjacentHTML('beforeend','<input name=more aria-label=More>')">Add a line</button>
  <button type="submit">Send report</button>
</form>
<script>document.querySelector('[name=tag]').onkeydown = (e) => {
  if (e.key !== 'Enter') return; e.preventDefault(); document.querySelector('[name=tags]').value += '#' + e.target.value; e.target.value = ''; }</script>`;

const at = (label: string) => ({ label });
const RICH_STEPS = [
  { do: 'goto', url: '/form' },
  { do: 'fill', at: at('Link to the content'), value: 'https://content.example/1' },
  { do: 'fill', at: { placeholder: 'you@organisation.example' }, value: 'desk@helpline.example' },
  { do: 'fill', at: { testId: 'words' }, value: 'two\nlines & "more" <b>' },
  { do: 'select', at: at('Country'), option: 'DE' },
  { do: 'select', at: at('Kind'), option: 'Intimate image' },
  { do: 'choose', at: { role: 'radio', name: 'A representative' } },
  { do: 'choose', at: { css: '#shown-v' } },
  { do: 'check', at: at('In good faith') },
  { do: 'check', at: { role: 'checkbox', name: 'It is accurate' } },
  { do: 'upload', at: at('Letter'), file: 'authority_letter' },
  { do: 'fill', at: at('Tags'), value: 'urgent' },
  { do: 'press', at: { css: '[name=tag]' }, key: 'Enter' },
  { do: 'click', at: { text: 'Add a line' } },
  { do: 'fill', at: at('More'), value: 'added later' },
  { do: 'wait_for', expect: { see: { role: 'button', name: 'Send report' }, url: '/form$' } },
  { do: 'fill', at: at('Never there'), value: 'x', ifSeen: at('Never there'), ifSeenWithin: 'PT0.1S' },
  { do: 'submit', at: { role: 'button', name: 'send report' } },
];

describe('the steps of a form', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await startBench();
  });
  afterAll(() => bench.close());

  it('fill in every kind of field, by every kind of locator, and upload the letter from memory', async () => {
    bench.site.serve({ '/form': RICH, 'POST /sent': '<h1>Thank you</h1><p>Case: AB-77</p>' });
    const report = await bench.send(
      {
        url: '/form',
        steps: RICH_STEPS,
        success: { text: 'thank you' },
        reference: { pattern: 'case: (\\S+)' },
      },
      { letter: LETTER },
    );

    expect(report).toMatchObject({
      delivery: { result: 'sent', code: 'form_confirmed', hasReference: true },
      reference: 'AB-77',
      commits: 1,
    });
    const sent = readParts(bench.site.asked('/sent', 'POST').at(0)?.body ?? '');
    expect(Object.fromEntries(sent)).toEqual({
      link: 'https://content.example/1',
      mail: 'desk@helpline.example',
      words: 'two\r\nlines & "more" <b>',
      country: 'DE',
      kind: 'ncii',
      who: 'rep',
      shown: 'video',
      faith: 'yes',
      accurate: 'yes',
      letter: LETTER.content,
      tag: '',
      tags: '#urgent',
      more: 'added later',
    });
  });

  it('follow a wizard over three pages, through a consent iframe within an iframe and out again', async () => {
    bench.site.serve({
      '/one':
        '<iframe title="Privacy" src="/consent"></iframe><label><input type=checkbox required> Go on</label><form action="/two"><button>Next</button></form>',
      '/consent': '<p>We value you</p><iframe title="Choices" src="/choices"></iframe>',
      '/choices': '<button onclick="this.textContent=\'Refused\'">Refuse all</button>',
      '/two': '<form action="/three"><label>Link <input name=link></label><button>Next</button></form>',
      '/three':
        '<form method=post action="/sent"><label>Name <input name=name></label><button>Send</button></form>',
      'POST /sent': '<p role=status>We have your report</p>',
    });
    const next = { do: 'click', at: { role: 'button', name: 'Next' } };
    const report = await bench.send({
      url: '/one',
      steps: [
        { do: 'goto', url: '/one' },
        { do: 'frame', at: { css: 'iframe[title=Privacy]' } },
        { do: 'frame', at: { css: 'iframe[title=Choices]' } },
        { do: 'click', at: { role: 'button', name: 'Refuse all' } },
        { do: 'wait_for', expect: { text: '^refused$' } },
        { do: 'frame' },
        { do: 'check', at: { label: 'Go on' } },
        next,
        { do: 'fill', at: { label: 'Link' }, value: 'https://content.example/2' },
        next,
        { do: 'fill', at: { label: 'Name' }, value: 'Desk' },
        { do: 'submit', at: { role: 'button', name: 'Send' } },
      ],
      success: { see: { role: 'status' } },
    });
    expect(report.delivery).toEqual({ result: 'sent', code: 'form_confirmed', hasReference: false });
    expect(bench.site.asked('/three').map((hit) => hit.method)).toEqual(['GET']);
    expect(bench.site.asked('/sent').map((hit) => hit.body)).toEqual(['name=Desk']);
  });

  it('send a form that is whole within an iframe, and hear its answer there', async () => {
    bench.site.serve({
      '/page': '<h1>Help</h1><iframe id=f src="/inner"></iframe>',
      '/inner': '<form method=post action="/sent"><input aria-label=Link name=l><button>Send</button></form>',
      'POST /sent': '<p>Received under number 5512</p>',
    });
    const report = await bench.send({
      url: '/page',
      steps: [
        { do: 'frame', at: { css: '#f' } },
        { do: 'fill', at: { label: 'Link' }, value: 'x' },
        { do: 'submit', at: { text: 'Send' } },
      ],
      success: { text: 'received' },
      reference: { pattern: 'number (?<reference>\\d+)' },
    });
    expect(report).toMatchObject({ delivery: { result: 'sent' }, reference: '5512' });
  });

  it('reach into a shadow root, wait for fields that come late, and keep the hidden token of the page', async () => {
    bench.site.serve({
      '/app': `<div id=app>Loading</div><script>
        customElements.define('report-form', class extends HTMLElement {
          connectedCallback() {
            const root = this.attachShadow({ mode: 'open' });
            root.innerHTML = '<label>Link <input id=l></label><div id=rest></div><p id=said></p>';
            setTimeout(() => { root.querySelector('#rest').innerHTML = '<label>Reason <input id=r></label><button>Send</button>';
              root.querySelector('button').onclick = async () => {
                const token = document.cookie.replace('csrf=', '');
                const answer = await fetch('/api', { method: 'POST', headers: { 'x-csrf': token }, body: JSON.stringify({ l: root.querySelector('#l').value, r: root.querySelector('#r').value }) });
                root.querySelector('#said').textContent = (await answer.json()).said; }; }, 700); } });
        setTimeout(() => { document.cookie = 'csrf=t0ken'; app.innerHTML = '<report-form></report-form>'; }, 500);</script>`,
      'POST /api': (hit, response) =>
        void response.end(
          JSON.stringify({ said: hit.headers['x-csrf'] === 't0ken' ? 'Taken in as #31' : 'no' }),
        ),
    });
    const report = await bench.send({
      url: '/app',
      steps: [
        { do: 'fill', at: { label: 'Link' }, value: 'https://content.example/3' },
        { do: 'fill', at: { label: 'Reason' }, value: 'late' },
        { do: 'submit', at: { role: 'button', name: 'Send' } },
      ],
      success: { text: 'taken in' },
      reference: { at: { css: '#said' }, pattern: '#(\\d+)' },
    });
    expect(report).toMatchObject({ delivery: { result: 'sent', hasReference: true }, reference: '31' });
    expect(JSON.parse(bench.site.asked('/api').at(0)?.body ?? '')).toEqual({
      l: 'https://content.example/3',
      r: 'late',
    });
  });

  it('keep a session over the pages of one form and nothing of it for the next', async () => {
    bench.site.serve({
      '/form': (hit, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'sid=1; Path=/; Max-Age=9999' });
        const stored =
          '<script>document.title = localStorage.seen ?? "new"; localStorage.seen = "old"</script>';
        response.end(`${stored}<form method=post action=/sent><input type=hidden name=had value="${hit.headers.cookie ?? ''}"><button>Send</button></form>
          <script>document.forms[0].had.value += document.title</script>`);
      },
      'POST /sent': (hit, response) => void response.end(`cookie ${hit.headers.cookie} body ${hit.body}`),
    });
    const form = {
      url: '/form',
      steps: [{ do: 'submit', at: { text: 'Send' } }],
      success: { text: 'cookie sid=1 body had=new$' },
    };
    expect((await bench.send(form)).delivery.result).toBe('sent');
    expect((await bench.send(form)).delivery.result).toBe('sent');
  });
});

/** Names and contents of a multipart/form-data body. */
function readParts(body: string): [string, string][] {
  const boundary = body.slice(0, body.indexOf('\r\n'));
  return body.split(boundary).flatMap((part) => {
    const name = /name="([^"]+)"/.exec(part)?.[1];
    return name === undefined
      ? []
      : [[name, part.slice(part.indexOf('\r\n\r\n') + 4, -2)] as [string, string]];
  });
}
