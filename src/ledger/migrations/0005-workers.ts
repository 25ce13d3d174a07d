/**
 * Who is at work, and when each was last seen. These instants alone are the database's own: whether a process lives
 * must not depend on whose clock is right. Updated every two seconds for each process, and small: room is left so
 * that no index is touched.
 */
export const workers = `
CREATE TABLE redress.workers (
  id text PRIMARY KEY,
  role text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now(),
  seen_at timestamptz NOT NULL,
  steady_since timestamptz NOT NULL
) WITH (fillfactor = 50);
`;
