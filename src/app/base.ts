import type { Catalog } from '../catalog/catalog.ts';
import { loadCatalog } from '../catalog/load.ts';
import type { Config } from '../config.ts';
import type { IntakeDeps } from '../flow/intake/intake.ts';
import type { Logger } from '../flow/ports.ts';
import { createWorlds } from '../flow/worlds.ts';
import { type LedgerBase, openLedgerBase } from './ledger-base.ts';
import { practiceRecipients, readPlatforms } from './read-platforms.ts';

/** The ledger, the catalogue and the flow, but no effect. */
export interface Base extends LedgerBase {
  readonly catalog: Catalog;
  readonly deps: IntakeDeps;
}

/** Opens the ledger (starting the embedded one when needed) and loads the catalogue. A bad file stops the boot. */
export async function openBase(config: Config, log: Logger): Promise<Base> {
  const files = readPlatforms(config.platformsDir, config.mode);
  const catalog = loadCatalog(files);
  const opened = await openLedgerBase(config, log);
  const { ledger, clock } = opened.deps;
  const worlds = createWorlds(ledger, catalog, config.mode, practiceRecipients(files), clock);
  return { ...opened, catalog, deps: { ...opened.deps, catalog, worlds } };
}
