import type { HostIndex } from './match/host-index.ts';
import type { Recipient } from './schema/recipient.ts';
import type { Regime } from './schema/regime.ts';
import type { Templates } from './template/engine.ts';

/** All that the files below platforms/ say, checked and ready to be asked. Built by `loadCatalog` alone. */
export interface Catalog {
  readonly recipients: ReadonlyMap<string, Recipient>;
  readonly regimes: ReadonlyMap<string, Regime>;
  /** The templates of all languages, and the engine that renders them and the templates inside the files. */
  readonly templates: Templates;
  readonly hosts: HostIndex;
}
