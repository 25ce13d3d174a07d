/** The browser itself failed, not the page: nothing is known of what the job had done by then. */
export class BrowserFailed extends Error {
  override readonly name = 'BrowserFailed';
  readonly code: 'browser_start_failed' | 'browser_crashed';
  constructor(code: 'browser_start_failed' | 'browser_crashed', cause?: unknown) {
    super(`Chromium failed: ${code}`, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}
