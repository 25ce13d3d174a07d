import type { NoticeView } from '../view.ts';

/**
 * All facts of a notice, one to a line, for a person who writes it by hand. It needs no template, so there is always
 * something to hand over. The person shown is named only if the channel needs it.
 */
export function noticeFacts(view: NoticeView, namesSubject: boolean): string {
  const { notice, helpline } = view;
  const { statements, depiction, signature, authority } = notice;
  const lines: [string, string | undefined][] = [
    ['Recipient', view.recipient.name],
    ...view.urls.map((url): [string, string] => ['Where the image is', url]),
    ['What is shown', known(depiction.shown)],
    ['Context', known(depiction.context)],
    ['How to find it', depiction.description],
    ['Filed by', listed(notice.claimant.name, notice.claimant.organisation)],
    ['Acting as', notice.claimant.role === 'subject' ? 'the person shown' : 'authorised representative'],
    ['Authority', authority && `${authority.basis} (consent of ${authority.consentedOn})`],
    ['Answers to', view.replyTo],
    ['Telephone', notice.claimant.phone ?? helpline.phone],
    ['Postal address', notice.claimant.postalAddress ?? helpline.postalAddress],
    ['Country', notice.claimant.country ?? helpline.country],
    ['Person shown', namesSubject ? notice.subject?.name : undefined],
    ['Non-consent', statements.nonConsent],
    ['Good faith', statements.goodFaith ? 'stated' : undefined],
    ['Accuracy', statements.accuracy ? 'stated' : undefined],
    ['Illegality', statements.illegality],
    ...view.regimes.map((regime): [string, string] => ['Law', regime.citation]),
    ...view.policies.map((policy): [string, string] => [
      'Own policy',
      listed(policy.title, policy.clause, policy.url),
    ]),
    ...notice.priorReports.map((report): [string, string] => [
      'Reported before',
      listed(`by ${report.by}`, `to ${report.to}`, report.on, report.reference),
    ]),
    ...view.previous.map((sent): [string, string] => [
      'Earlier notice',
      listed(sent.recipient, sent.sentOn, sent.reference),
    ]),
    ...notice.hashes.map((hash): [string, string] => [hash.kind.toUpperCase(), hash.value]),
    ['Signed', signature && `${signature.name}, ${signature.signedOn}`],
    ['Deadline', view.deadline],
    ['Our reference', view.tag],
  ];
  return lines.flatMap(([label, value]) => (value ? [`${label}: ${value}`] : [])).join('\n');
}

function known(word: string): string | undefined {
  return word === 'unknown' ? undefined : word.replaceAll('_', ' ');
}

function listed(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(', ');
}
