import { type Base, openBase } from '../../../src/app/base.ts';
import { packageRoot } from '../../../src/app/package-root.ts';
import { readConfig } from '../../../src/config.ts';
import { freshDatabase } from '../../support/postgres.ts';
import { silentLogger } from '../../support/silent-logger.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { builtProgram } from './built.ts';
import type { Environment } from './redress.ts';

/** A database and a data folder for commands of the built program, and what they work at, for the test itself. */
export interface CommandPlace {
  readonly env: Environment;
  readonly folder: string;
  readonly base: Base;
  end(): Promise<void>;
}

export async function commandPlace(name: string): Promise<CommandPlace> {
  await builtProgram();
  const [database, folder] = [await freshDatabase(), await tempFolder(name)];
  const env = { DATABASE_URL: database.url, REDRESS_DATA_DIR: folder.path };
  const base = await openBase(readConfig(env, packageRoot()), silentLogger);
  return {
    env,
    folder: folder.path,
    base,
    end: async () => {
      await base.close();
      await database.drop();
      await folder.remove();
    },
  };
}
