import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Reads until what was read is as it should be. Throws with the last reading when the time is over, so that a failed
 * test says where it stood.
 */
export async function eventually<T>(
  read: () => Promise<T> | T,
  isSo: (value: T) => boolean,
  within = 45_000,
): Promise<T> {
  const until = Date.now() + within;
  for (;;) {
    const value = await read();
    if (isSo(value)) return value;
    if (Date.now() > until) {
      throw new Error(`it did not come to that within ${within / 1000} s: ${JSON.stringify(value)}`);
    }
    await sleep(50);
  }
}
