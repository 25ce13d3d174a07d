import type { ClientBase } from 'pg';

/** `publish_event` with the signature of BullMQ's own (its migration 0002), which writes a row, locks and notifies. */
const statements = (schema: string): readonly string[] => [
  `CREATE OR REPLACE FUNCTION ${schema}.publish_event(p_queue text, p_event text, p_data jsonb) RETURNS bigint
     LANGUAGE sql AS 'SELECT 0::bigint'`,
  // Jobs that are added in bulk write their events by themselves, and only publishing would remove old ones.
  `CREATE OR REPLACE FUNCTION ${schema}.no_event() RETURNS trigger
     LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
  `CREATE OR REPLACE TRIGGER no_event BEFORE INSERT ON ${schema}.event
     FOR EACH ROW EXECUTE FUNCTION ${schema}.no_event()`,
  `DELETE FROM ${schema}.event`,
];

/**
 * BullMQ publishes an event for each step of each job, for listeners of which Redress has none, and has no switch for
 * it; they are a good part of what a job costs the server. Workers are woken by other means. Should a version of BullMQ
 * bring its own function back, jobs only cost more.
 */
export async function muteEvents(client: ClientBase, schema: string): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT 1 FROM pg_trigger WHERE tgrelid = '${schema}.event'::regclass AND tgname = 'no_event'`,
  );
  if (rowCount !== 0) return;
  await client.query('BEGIN');
  try {
    // Two processes that replace a function at the same moment would fail.
    await client.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`${schema}.no_event`]);
    for (const statement of statements(schema)) await client.query(statement);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}
