import type { HelplineId } from '../../../domain/ids.ts';
import type { Desk } from '../../../http/desk.ts';
import type { Texts } from '../../i18n/texts.ts';

/**
 * Says who did something: people of the helpline by the name of their token, Redress and recipients by their own,
 * others by the id of their token, which is all that is known of them here.
 */
export async function whoIs(
  desk: Desk,
  helplineId: HelplineId,
  t: Texts,
  known: readonly string[] = [],
): Promise<(by: string) => string> {
  const [people, others] = await Promise.all([desk.acts.people(helplineId), desk.views.tokenLabels(known)]);
  const labels = new Map([...others, ...people.map((one) => [one.id, one.label] as const)]);
  const { recipients } = desk.deps.catalog;
  return (by) => labels.get(by) ?? (by === 'redress' ? t.takedown.redress : (recipients.get(by)?.name ?? by));
}
