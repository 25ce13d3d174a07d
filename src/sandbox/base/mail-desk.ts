import type { MailDesk } from './platform.ts';
import type { Site } from './site.ts';

/**
 * A desk that acts on the URLs in a mail's text, as small sites do. It answers nothing by mail. `before` may answer
 * with an SMTP error instead; it is told how often this very mail (by Message-ID) has arrived.
 */
export function makeMailDesk(
  desk: Pick<Site, 'log' | 'idsIn'>,
  heed: (ids: readonly string[], text: string) => void,
  before?: (arrival: number) => { readonly code: number; readonly message: string } | undefined,
): MailDesk {
  return ({ key, text }) => {
    const arrival = desk.log.arrive(key);
    const refusal = before?.(arrival);
    if (refusal !== undefined) return refusal;
    const ids = desk.idsIn(text);
    desk.log.accept(key, text, ids);
    heed(ids, text);
    return 'taken';
  };
}
