/**
 * An attempt is written three times, a takedown at least twice for each notice: less of each is touched. What is
 * open is known by `settled_at`, which beginning and committing leave alone, so that they need no index; sealed bytes
 * do not compress, so PostgreSQL need not try.
 */
export const lighterUpdates = `
DROP INDEX redress.attempts_open;
CREATE INDEX attempts_open ON redress.attempts (takedown_id) WHERE settled_at IS NULL;
ALTER TABLE redress.attempts SET (fillfactor = 70),
  ALTER COLUMN reference SET STORAGE EXTERNAL,
  ALTER COLUMN text SET STORAGE EXTERNAL,
  ALTER COLUMN evidence SET STORAGE EXTERNAL;
ALTER TABLE redress.takedowns ALTER COLUMN notice SET STORAGE EXTERNAL;
ALTER TABLE redress.events ALTER COLUMN red SET STORAGE EXTERNAL;
`;
