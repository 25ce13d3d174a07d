import { RedressError } from '../../domain/errors.ts';
import { readUrl } from '../../domain/read-url.ts';
import { checkSmtpOptions } from './check-options.ts';
import { SMTP_TLS, type SmtpOptions, type SmtpTls } from './options.ts';

const PARAMETERS = ['tls', 'connections', 'messages', 'name', 'servername', 'sender'] as const;
const CURE =
  'Write smtp://user:password@mail.example:587 or smtps://user:password@mail.example:465, with %40 for @ in the user.';

/**
 * Reads `smtp://` (STARTTLS is demanded) and `smtps://` (TLS from the start). Parameters: `tls` (none, starttls,
 * implicit), `connections`, `messages` (per connection), `name` (EHLO), `servername` (certificate), `sender`
 * (envelope). Throws RedressError smtp_url, smtp_url_parameter and the codes of `checkSmtpOptions`; no message ever
 * holds the URL, for it holds a password.
 */
export function parseSmtpUrl(text: string): SmtpOptions {
  const url = readUrl(text);
  if (url === undefined || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') {
    throw new RedressError('smtp_url', 'the mail server is not given as smtp:// or smtps://', {
      field: 'smtp.url',
      cure: CURE,
    });
  }
  const given = (name: (typeof PARAMETERS)[number]) => url.searchParams.get(name) ?? undefined;
  for (const name of url.searchParams.keys()) {
    if (!PARAMETERS.some((known) => known === name)) {
      throw new RedressError(
        'smtp_url_parameter',
        'the address of the mail server has an unknown parameter',
        {
          field: 'smtp.url',
          cure: `Known are ${PARAMETERS.join(', ')}.`,
        },
      );
    }
  }
  const tls = readTls(given('tls'), url.protocol === 'smtps:' ? 'implicit' : 'starttls');
  const options: SmtpOptions = {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? (tls === 'implicit' ? 465 : 587) : Number(url.port),
    tls,
    auth: readAuth(url),
    connections: readCount(given('connections'), 'connections'),
    messagesPerConnection: readCount(given('messages'), 'messages'),
    name: given('name'),
    servername: given('servername'),
    envelopeSender: given('sender'),
  };
  checkSmtpOptions(options);
  return options;
}

function readAuth(url: URL): SmtpOptions['auth'] {
  if (url.username === '' && url.password === '') return undefined;
  const user = decode(url.username);
  const password = decode(url.password);
  if (!user || !password) {
    throw new RedressError('smtp_url', 'user and password of the mail server must be given both', {
      field: 'smtp.url',
      cure: CURE,
    });
  }
  return { kind: 'password', user, password };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function readTls(text: string | undefined, otherwise: SmtpTls): SmtpTls {
  const tls = text === undefined ? otherwise : SMTP_TLS.find((known) => known === text);
  if (tls === undefined || (otherwise === 'implicit' && tls !== 'implicit')) {
    throw new RedressError('smtp_url_parameter', 'tls does not fit the address of the mail server', {
      field: 'smtp.url',
      cure: 'With smtp:// give tls=starttls, tls=implicit or tls=none; smtps:// is always implicit.',
    });
  }
  return tls;
}

function readCount(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,5}$/.test(text)) {
    throw new RedressError('smtp_url_parameter', `${name} is not a whole number above 0`, {
      field: 'smtp.url',
    });
  }
  return Number(text);
}
