/**
 * How many points each token has spent of this minute, for all processes that answer. UNLOGGED: it costs no write-ahead
 * log and no wait for the disk, and what a crash forgets is a minute. No policy lets a helpline or ops see it. Its columns
 * are those of rate-limiter-flexible.
 */
export const apiLimits = `
CREATE UNLOGGED TABLE redress.rate_limits (
  key text PRIMARY KEY,
  points integer NOT NULL,
  expire bigint
) WITH (fillfactor = 50);
ALTER TABLE redress.rate_limits ENABLE ROW LEVEL SECURITY;
-- Dead letters are counted all the time, among many more that were delivered.
CREATE INDEX webhook_deliveries_dead ON redress.webhook_deliveries (webhook_id) WHERE state = 'dead';
`;
