/**
 * Who is signed in to the pages: of the cookie only a hash is kept. It belongs to the process that answers: no policy
 * lets a helpline or ops see it.
 */
export const sessions = `
CREATE TABLE redress.sessions (
  id_hash bytea PRIMARY KEY,
  token_id text NOT NULL REFERENCES redress.tokens,
  created_at bigint NOT NULL,
  seen_at bigint NOT NULL,
  ends_at bigint NOT NULL,
  locked_at bigint,
  misses integer NOT NULL DEFAULT 0
);
CREATE INDEX sessions_ends ON redress.sessions (ends_at);
CREATE INDEX sessions_token ON redress.sessions (token_id);
ALTER TABLE redress.sessions ENABLE ROW LEVEL SECURITY;
`;
