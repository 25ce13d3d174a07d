import { type ChannelFixture, describeChannel } from '../../contract/channel-contract.ts';
import { formOrder, renderForm, startBench } from './support/bench.ts';
import { cut, page, type Site, silent } from './support/site.ts';

const CANARIES = ['canary-url-7f3a', 'canary-words-91bc', 'canary-name-44de'];

const FORM = `<h1>Report</h1><form method="post" action="/reports">
  <label>Link <input name="link"></label>
  <label>What is wrong <textarea name="words"></textarea></label>
  <label>Name <input name="name"></label>
  <button>Send</button></form>`;

describeChannel(
  'form',
  {
    canaries: CANARIES,
    reference: 'R-2041',
    refusal: { result: 'refused', reason: 'not_a_violation' },
    carriesId: false,
    talksBeforeCommit: true,
  },
  makeFixture,
);

async function makeFixture(): Promise<ChannelFixture<'form'>> {
  const bench = await startBench();
  const { site } = bench;
  return {
    sender: bench.sender,
    logLines: bench.logLines,
    order: (ids) => formOrder(renderForm(report(), site.url), ids),
    behave: (behaviour) => behave(site, behaviour),
    acts: () => site.asked('/reports', 'POST').map(() => ({ id: undefined })),
    held: async () => (site.openSockets() === 0 ? [] : [`${site.openSockets()} connections`]),
    close: () => bench.close(),
  };
}

async function behave(site: Site, behaviour: string): Promise<void> {
  if (behaviour === 'down') return site.down();
  await site.up();
  const answers = {
    accept: page(`<p>Thank you. Your number is R-2041. ${CANARIES.join(' ')}</p>`),
    refuse: page(`<p>This does not violate our rules. ${CANARIES.join(' ')}</p>`),
    cut,
  };
  const answer = Object.entries(answers).find(([name]) => name === behaviour)?.[1] ?? answers.accept;
  site.serve({ '/report': behaviour === 'stall' ? silent : FORM, 'POST /reports': answer });
}

function report(): object {
  return {
    url: '/report?about=canary-url-7f3a',
    steps: [
      { do: 'goto', url: '/report?about=canary-url-7f3a' },
      { do: 'fill', at: { label: 'Link' }, value: 'https://content.example/canary-url-7f3a' },
      { do: 'fill', at: { label: 'What is wrong' }, value: 'canary-words-91bc' },
      { do: 'fill', at: { label: 'Name' }, value: 'canary-name-44de' },
      { do: 'submit', at: { role: 'button', name: 'Send' } },
    ],
    success: { text: 'thank you' },
    failures: [{ text: 'does not violate', means: 'refused', reason: 'not_a_violation' }],
    reference: { pattern: 'number is (R-\\d+)' },
    stepTimeout: 'PT10S',
    totalTimeout: 'PT40S',
  };
}
