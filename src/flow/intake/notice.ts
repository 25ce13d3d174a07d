import { Claimant, Notice } from '../../domain/notice.ts';
import type { Helpline } from '../ledger.ts';
import type { TakedownRequest } from './request.ts';

export interface Place {
  readonly url: string;
  readonly kind: Notice['locations'][number]['kind'];
}

/**
 * The canonical notice of a request: the helpline files and signs, with its own role address. What the request says
 * was validated with it, by the schemas of the notice; what comes from elsewhere is validated here.
 */
export function noticeOf(
  request: TakedownRequest,
  helpline: Helpline,
  places: readonly Place[],
  today: string,
): Notice {
  const { authority, subject, shown, context, description, statements, priorReports, hashes } = request;
  const claimant = Claimant.parse({
    role: request.role,
    organisation: helpline.organisation,
    name: helpline.signer,
    email: helpline.email,
    ...(helpline.phone === undefined ? {} : { phone: helpline.phone }),
    ...(helpline.postalAddress === undefined ? {} : { postalAddress: helpline.postalAddress }),
    country: helpline.country,
  });
  return {
    locations: Notice.shape.locations.parse(places),
    claimant,
    ...(authority === undefined ? {} : { authority }),
    ...(subject === undefined ? {} : { subject }),
    depiction: { shown, context, ...(description === undefined ? {} : { description }) },
    statements,
    signature: { name: claimant.name, signedOn: today },
    priorReports,
    hashes,
  };
}
