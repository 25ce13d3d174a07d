import { packageRoot } from '../../../app/package-root.ts';
import { type PlatformFile, readPlatforms } from '../../../app/read-platforms.ts';
import type { Catalog } from '../../../catalog/catalog.ts';
import { loadCatalog } from '../../../catalog/load.ts';
import type { Recipient } from '../../../catalog/schema/recipient.ts';
import { readConfig } from '../../../config.ts';
import { RedressError } from '../../../domain/errors.ts';

/** The files of the catalogue, without opening a database: these commands work anywhere. */
export function platformFiles(): readonly PlatformFile[] {
  const config = readConfig(process.env, packageRoot());
  return readPlatforms(config.platformsDir, config.mode);
}

export function platformCatalog(): Catalog {
  return loadCatalog(platformFiles());
}

export function recipientOf(catalog: Catalog, id: string): Recipient {
  const recipient = catalog.recipients.get(id);
  if (recipient !== undefined) return recipient;
  throw new RedressError('platform_unknown', `No recipient file has the id ${id.slice(0, 60)}.`, {
    field: 'id',
    cure: 'Choose one of: redress platforms list',
  });
}
