import type { Config } from '../../config.ts';
import type { Base } from '../base.ts';
import type { Finding, Found } from './finding.ts';

export async function channels(base: Base): Promise<Found> {
  const world = await base.deps.worlds.current();
  const all = [...base.catalog.recipients.values()].flatMap((one) =>
    Object.values(one.channels).filter((channel) => channel.kind !== 'assisted'),
  );
  const text = `${world.verified.size} of ${all.length} automatic channels checked by a person, ${world.drifted.size} drifted`;
  if (world.verified.size > 0 && world.drifted.size === 0) return { state: 'ok', text };
  return {
    state: 'note',
    text: `${text}; the others become tasks`,
    cure: 'Check one by hand, then: redress platforms verify ID CHANNEL --by NAME',
  };
}

/** Secrets that verified channels will ask for and that nobody has given. */
export function secrets(config: Config, base: Base): readonly Finding[] {
  const wanted = new Set<string>();
  for (const recipient of base.catalog.recipients.values()) {
    for (const channel of Object.values(recipient.channels)) {
      if (channel.kind !== 'api') continue;
      for (const [key, name] of Object.entries(channel.request.auth)) {
        if (/secret$/i.test(key) && typeof name === 'string') wanted.add(name);
      }
    }
  }
  const missing = [...wanted].filter((name) => config.secrets.get(name) === undefined);
  if (missing.length === 0) return [];
  return [
    {
      part: 'secrets',
      state: 'note',
      text: `not given: ${missing.join(', ')}`,
      cure: 'Set REDRESS_SECRET_<NAME> or a file in REDRESS_SECRETS_DIR for the APIs that you use.',
    },
  ];
}
