/** Throws AbortError if the effect was ended, whatever reason its controller gave. */
export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw abortError();
}

/** Waits for `work`, but throws AbortError as soon as the effect is ended. The work itself goes on unheard. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort: () => void = () => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(abortError());
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
  try {
    return await Promise.race([aborted, work]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** What a sender throws when its signal ended it before the point of no return. */
export function abortError(): DOMException {
  return new DOMException('the effect was ended before the notice was handed over', 'AbortError');
}
