import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkCatalog } from '../../../src/catalog/load.ts';
import { ACT } from './edits.ts';
import { TEMPLATES } from './fixture-files.ts';

const text = readFileSync(new URL('../../../docs/platforms.md', import.meta.url), 'utf8');

/** The files that the page shows: each code block whose first line names one. */
const shown = [
  ...text.matchAll(/```(?:yaml|liquid)\n(?:# |\{%- # )platforms\/(\S+)(?: -%\})?\n([\s\S]*?)```/g),
].map(([, path = '', content = '']) => ({ path, text: content }));

describe('docs/platforms.md', () => {
  it('shows one whole file for e-mail, form and API, and a template', () => {
    expect(shown.map((file) => file.path)).toEqual([
      'sites/pinboard.yaml',
      'templates/en/example-notice.liquid',
      'sites/clipper.yaml',
      'hosts/nimbus.yaml',
    ]);
  });

  it('shows files that load, and of which only what is unverified is warned', () => {
    const act = { path: 'regimes/example-act.yaml', text: ACT.replace('id: act-48', 'id: example-act') };
    const faults = checkCatalog([...shown, act, ...TEMPLATES]);
    expect(faults.map((fault) => `${fault.file}: ${fault.path}: ${fault.reason}`)).toEqual([
      'regimes/example-act.yaml: : is unverified: no source was found',
      'sites/pinboard.yaml: hosts[1]: is unverified: no source was found',
    ]);
  });
});
