import { Notice } from '../../domain/notice.ts';
import type { Helpline } from '../ledger.ts';
import type { TakedownRequest } from './request.ts';

export interface Place {
  readonly url: string;
  readonly kind: Notice['locations'][number]['kind'];
}

/** The canonical notice of a request: the helpline files and signs, with its own role address. */
export function noticeOf(
  request: TakedownRequest,
  helpline: Helpline,
  places: readonly Place[],
  today: string,
): Notice {
  return Notice.parse({
    locations: [...places],
    claimant: {
      role: request.role,
      organisation: helpline.organisation,
      name: helpline.signer,
      email: helpline.email,
      ...(helpline.phone === undefined ? {} : { phone: helpline.phone }),
      ...(helpline.postalAddress === undefined ? {} : { postalAddress: helpline.postalAddress }),
      country: helpline.country,
    },
    ...(request.authority === undefined ? {} : { authority: request.authority }),
    ...(request.subject === undefined ? {} : { subject: request.subject }),
    depiction: {
      shown: request.shown,
      context: request.context,
      ...(request.description === undefined ? {} : { description: request.description }),
    },
    statements: request.statements,
    signature: { name: helpline.signer, signedOn: today },
    priorReports: request.priorReports,
    hashes: request.hashes,
  });
}
