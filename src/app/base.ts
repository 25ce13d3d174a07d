import { hostname } from 'node:os';
import type { Catalog } from '../catalog/catalog.ts';
import { loadCatalog } from '../catalog/load.ts';
import type { Config } from '../config.ts';
import { signTag } from '../domain/correlation.ts';
import { RedressError } from '../domain/errors.ts';
import type { IntakeDeps } from '../flow/intake/intake.ts';
import { type Logger, NO_METRICS } from '../flow/ports.ts';
import { createWorlds } from '../flow/worlds.ts';
import { type LedgerHandle, openLedger } from '../ledger/open.ts';
import { newId } from '../ledger/store/new-id.ts';
import { type MasterKey, parseMasterKey } from '../ledger/vault/master.ts';
import { sandboxMasterKey } from '../ledger/vault/sandbox-key.ts';
import { PRACTICE_HELPLINE, PRACTICE_REPLIES } from './practice-helpline.ts';
import { practiceRecipients, readPlatforms } from './read-platforms.ts';

/** What every command works with: the ledger, the catalogue and the flow, but no effect. */
export interface Base {
  readonly config: Config;
  readonly handle: LedgerHandle;
  readonly catalog: Catalog;
  readonly deps: IntakeDeps;
  close(): Promise<void>;
}

/** Opens the ledger (starting the embedded one when needed) and loads the catalogue. A bad file stops the boot. */
export async function openBase(config: Config, log: Logger): Promise<Base> {
  const files = readPlatforms(config.platformsDir, config.mode);
  const catalog = loadCatalog(files);
  const handle = await openLedger({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    ...(await masterKeys(config)),
    logger: log,
  });
  try {
    const { ledger } = handle;
    if (config.mode === 'sandbox') await ledger.saveHelpline(PRACTICE_HELPLINE);
    const clock = { now: () => Date.now() };
    const tagKey = handle.deriveKey('correlation tag');
    const deps: IntakeDeps = {
      ledger,
      catalog,
      worlds: createWorlds(ledger, catalog, config.mode, practiceRecipients(files), clock),
      clock,
      log,
      metrics: NO_METRICS,
      worker: `${hostname()}-${process.pid}-${newId('w').slice(-6)}`,
      newTaskId: () => newId('task'),
      newTakedownId: () => newId('td'),
      replyAddress: (takedownId, noticeKey) => {
        const tag = signTag(tagKey, takedownId, noticeKey);
        const address = config.replyAddress ?? (config.mode === 'sandbox' ? PRACTICE_REPLIES : undefined);
        return { tag, address: address === undefined ? '' : tagged(address, tag) };
      },
    };
    return { config, handle, catalog, deps, close: () => ledger.close() };
  } catch (error) {
    await handle.ledger.close();
    throw error;
  }
}

/**
 * The master key of these settings, and the one of before while it is being changed.
 *
 * @throws RedressError `master_key_missing`, `master_key_invalid`, and what `sandboxMasterKey` throws
 */
export async function masterKeys(
  config: Config,
): Promise<{ readonly masterKey: MasterKey; readonly previousKey?: MasterKey | undefined }> {
  const { previousMasterKey: previous } = config;
  return {
    masterKey: await masterKey(config),
    previousKey: previous === undefined ? undefined : parseMasterKey(previous, 'REDRESS_MASTER_KEY_PREVIOUS'),
  };
}

async function masterKey(config: Config): Promise<MasterKey> {
  if (config.masterKey !== undefined) return parseMasterKey(config.masterKey);
  if (config.mode === 'sandbox') return sandboxMasterKey(config.dataDir);
  throw new RedressError('master_key_missing', 'Live mode needs the master key of the ledger.', {
    field: 'REDRESS_MASTER_KEY',
    cure: 'Make one with: openssl rand -base64 32. Keep a copy in a safe place: without it nothing can be read.',
  });
}

/** `reply@helpline.example` with the tag: `reply+<tag>@helpline.example` (RFC 5233 subaddress). */
function tagged(address: string, tag: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${tag}${address.slice(at)}`;
}
