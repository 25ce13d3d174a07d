import { accessSync, constants, mkdirSync } from 'node:fs';
import { findChromium } from '../../browser/find-chromium.ts';
import { checkCatalog } from '../../catalog/load.ts';
import type { Config } from '../../config.ts';
import { RedressError } from '../../domain/errors.ts';
import { readPlatforms } from '../read-platforms.ts';
import type { Found } from './finding.ts';

export function writable(config: Config): Found {
  try {
    mkdirSync(config.dataDir, { recursive: true });
    accessSync(config.dataDir, constants.W_OK);
  } catch (cause) {
    throw new RedressError('data_dir_unwritable', `${config.dataDir} cannot be written.`, {
      field: 'REDRESS_DATA_DIR',
      cure: 'Choose a folder that this user owns with REDRESS_DATA_DIR.',
      cause,
    });
  }
  return { state: 'ok', text: config.dataDir };
}

export function platformFiles(config: Config): Found {
  const faults = checkCatalog(readPlatforms(config.platformsDir, config.mode));
  const errors = faults.filter((fault) => fault.severity === 'error').length;
  if (errors > 0) return { state: 'fault', text: `${errors} errors`, cure: 'redress platforms lint' };
  return { state: 'ok', text: `no errors, ${faults.length} warnings` };
}

export async function browser(config: Config): Promise<Found> {
  const { chromium } = await import('playwright');
  return {
    state: 'ok',
    text: findChromium({ explicit: config.chromium, playwright: () => chromium.executablePath() }),
  };
}
