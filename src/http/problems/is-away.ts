const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EPIPE']);

/**
 * Whether the database cannot be reached, or sends everybody away (classes 08, 53 and 57P of PostgreSQL's Appendix A),
 * rather than having refused this one statement.
 */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code: unknown = Reflect.get(error, 'code');
  if (typeof code === 'string' && (NETWORK.has(code) || /^(08|53|57P)/.test(code))) return true;
  if (error instanceof AggregateError) return error.errors.some(isAway);
  // pg throws these two without a code.
  if (/^(timeout exceeded when trying to connect|Connection terminated)/.test(error.message)) return true;
  return error.cause !== undefined && isAway(error.cause);
}
