/** A path of ours to go on to; undefined for anything else, so that a link of a stranger leads nowhere else. */
export function localPath(text: string | undefined): string | undefined {
  return text !== undefined && /^\/(?:[A-Za-z0-9_-]+(?:\/[A-Za-z0-9_-]+)*)?$/.test(text) ? text : undefined;
}
