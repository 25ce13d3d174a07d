import type { Delivery } from '../../domain/delivery.ts';
import type { Secrets } from '../../flow/ports.ts';

/** The values of secrets by name, or the handover that the first unusable one makes necessary. */
export type SecretValues =
  | { readonly secrets: ReadonlyMap<string, string> }
  | { readonly problem: Extract<Delivery, { result: 'handover' }> };

/** Reads secrets; the line break at the end of a secret's file is no part of it. Nothing here holds a value. */
export function readSecrets(
  secrets: Secrets,
  names: readonly string[],
  isUsable: (value: string) => boolean,
): SecretValues {
  const values = new Map<string, string>();
  for (const name of names) {
    const value = secrets.get(name)?.trim() ?? '';
    if (value === '') return unusable('missing_secret', name);
    if (!isUsable(value)) return unusable('bad_secret', name);
    values.set(name, value);
  }
  return { secrets: values };
}

/**
 * The URL of a request with its placeholders filled in, each as one encoded piece, so that no secret can lead the
 * request to another path or host.
 */
export function fillUrl(
  url: string,
  placeholders: Readonly<Record<string, string>>,
  secrets: Secrets,
): { readonly url: string } | { readonly problem: Extract<Delivery, { result: 'handover' }> } {
  const values = readSecrets(
    secrets,
    Object.values(placeholders),
    (value) => !/[\p{Cc}/\\]|^\.+$/u.test(value),
  );
  if ('problem' in values) return values;
  const filled = url.replace(/\{([a-z_]+)\}/g, (text, name: string) => {
    const value = Object.hasOwn(placeholders, name)
      ? values.secrets.get(placeholders[name] ?? '')
      : undefined;
    return value === undefined ? text : encodeURIComponent(value);
  });
  return { url: filled };
}

function unusable(what: string, name: string) {
  const code = `${what}_${name.replaceAll('-', '_')}`.slice(0, 80);
  return { problem: { result: 'handover', reason: 'missing_secret', code } } as const;
}
