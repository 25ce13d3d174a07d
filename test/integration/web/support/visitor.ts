/** What a page answered. */
export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  /** Where it leads to, for 303. */
  readonly to: string | null;
}

export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the token of the page that was read last; undefined leaves it out. */
  readonly csrf?: string | undefined;
}

/** A browser without script: it keeps cookies, and sends with a form the token of the page that it read last. */
export class Visitor {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();
  csrf = '';

  constructor(url: string) {
    this.#url = url;
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name);
  }

  setCookie(name: string, value: string): void {
    this.#cookies.set(name, value);
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Page> {
    return this.#ask(path, { headers });
  }

  post(
    path: string,
    fields: Readonly<Record<string, string>> | FormData = {},
    { headers, ...rest }: Sent = {},
  ): Promise<Page> {
    const csrf = 'csrf' in rest ? rest.csrf : this.csrf;
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
    if (csrf !== undefined) body.set('_csrf', csrf);
    return this.#ask(path, { method: 'POST', body, headers: { ...headers } });
  }

  /** Signs in, and fails when that does not work. */
  async signIn(token: string): Promise<this> {
    await this.get('/sign-in');
    const page = await this.post('/sign-in', { token });
    if (page.status !== 303) throw new Error(`could not sign in: ${page.status}`);
    // Any page of the shell has forms with the session's token.
    await this.get('/nothing-here');
    return this;
  }

  async #ask(path: string, init: RequestInit): Promise<Page> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(`${this.#url}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { accept: 'text/html', ...init.headers, ...(cookie === '' ? {} : { cookie }) },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const html = await answer.text();
    this.csrf = /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? this.csrf;
    return { status: answer.status, headers: answer.headers, html, to: answer.headers.get('location') };
  }
}

/** The words of a page, without its tags. */
export function wordsOf({ html }: Pick<Page, 'html'>): string {
  return html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}
