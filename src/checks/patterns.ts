import vm from 'node:vm';

/**
 * What one match may take. A platform's pattern is ours, but the page is not: text made for the purpose can let an
 * innocent pattern backtrack for hours, and with it would stand everything else in the process.
 */
const MATCH_WITHIN = 250;

/** True if the pattern is found. One that takes too long is not. */
export function matches(pattern: string, text: string): boolean {
  // Only V8's own watchdog can end a running regular expression, and `vm` is its door.
  const box = vm.createContext({ pattern: new RegExp(pattern, 'iu'), text });
  try {
    return vm.runInContext('pattern.test(text)', box, { timeout: MATCH_WITHIN }) === true;
  } catch (error) {
    if (
      typeof error === 'object' &&
      error !== null &&
      'code' in error &&
      error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
    )
      return false;
    throw error;
  }
}
