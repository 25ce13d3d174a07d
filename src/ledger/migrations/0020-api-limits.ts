/**
 * What the API costs, and what it asks.
 *
 * - `rate_limits`: how many points each token has spent of this minute, for all processes that answer. UNLOGGED: it costs
 *   no write-ahead log and no wait for the disk, and what a crash forgets is a minute. No policy lets a helpline or ops see
 *   it. Its columns are those of rate-limiter-flexible.
 * - Indexes and keys of `takedowns`: each costs something at every step of a takedown.
 */
export const apiLimits = `
CREATE UNLOGGED TABLE redress.rate_limits (
  key text PRIMARY KEY,
  points integer NOT NULL,
  expire bigint
) WITH (fillfactor = 50);
ALTER TABLE redress.rate_limits ENABLE ROW LEVEL SECURITY;
-- Whose a takedown is, its case says (takedowns_case). Asking for the helpline's row beside it, every takedown that came
-- locked that one row.
ALTER TABLE redress.takedowns DROP CONSTRAINT takedowns_helpline_id_fkey;
-- Pages by outcome. Its rows are written once, at the end; what counts by status goes along takedowns_helpline_status.
CREATE INDEX takedowns_helpline_outcome ON redress.takedowns (helpline_id, outcome, id) WHERE outcome IS NOT NULL;
DROP INDEX redress.takedowns_status;
-- Dead letters are counted all the time, among many more that were delivered.
CREATE INDEX webhook_deliveries_dead ON redress.webhook_deliveries (webhook_id) WHERE state = 'dead';
`;
