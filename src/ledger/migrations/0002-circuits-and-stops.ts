/** Channels that keep failing, and what the stop switch stops. No red data. */
export const circuitsAndStops = `
CREATE TABLE redress.circuits (
  recipient text NOT NULL,
  channel text NOT NULL,
  failures integer NOT NULL,
  open_until bigint,
  opened integer NOT NULL DEFAULT 0,
  since bigint NOT NULL,
  PRIMARY KEY (recipient, channel)
);

CREATE TABLE redress.stops (
  scope text PRIMARY KEY,
  at bigint NOT NULL,
  by text NOT NULL,
  why text NOT NULL
);
`;
