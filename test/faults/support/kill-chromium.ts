import { eventually } from '../../e2e/support/eventually.ts';
import { mainChromium, ownChromiums } from '../../integration/browser/support/processes.ts';

/** Kills the Chromium of the processes that this one started, as soon as there is one. */
export async function killChromium(): Promise<void> {
  await eventually(
    () => ownChromiums().some(({ command }) => !command.includes('--type=')),
    (runs) => runs,
    120_000,
  );
  process.kill(mainChromium().pid, 'SIGKILL');
}
