/**
 * Opens the ledger as a process of its own, prints its address, and closes it when its input says so.
 * open.process.ts <data folder> <master key> [database url]
 */
import { openLedger } from '../../../../src/ledger/open.ts';
import { parseMasterKey } from '../../../../src/ledger/vault/master.ts';
import { silentLogger } from '../../../support/silent-logger.ts';

const [, , dataDir, key, databaseUrl] = process.argv;
if (dataDir === undefined || key === undefined) {
  throw new Error('a data folder and a key are needed');
}
const handle = await openLedger({
  dataDir,
  masterKey: parseMasterKey(key),
  logger: silentLogger,
  ...(databaseUrl === undefined ? {} : { databaseUrl }),
});
process.stdout.write(`${handle.databaseUrl}\n`);
process.stdin.once('data', () => {
  void handle.close().then(() => process.exit(0));
});
