import type { CaseRemains } from '../../flow/case-data.ts';
import type { CaseRemains as WireRemains } from '../../wire/case-data.ts';
import { moment } from './times.ts';

export function wireRemains({ createdAt, erasedAt, acts, takedowns, ...remains }: CaseRemains): WireRemains {
  return {
    ...remains,
    counts: { ...remains.counts },
    createdAt: moment(createdAt),
    erasedAt: moment(erasedAt),
    acts: acts.map(({ act, by, at }) => ({ act, by, at: moment(at) })),
    takedowns: takedowns.map((one) => ({
      ...one,
      createdAt: moment(one.createdAt),
      updatedAt: moment(one.updatedAt),
    })),
  };
}
