import { CAVEATS, METHODS } from '../../../domain/statistics/notes.ts';

export const compliance = {
  title: 'Compliance report',
  intro:
    'How recipients obeyed the notices that reached them, the least compliant first. It holds no personal data and may be handed on.',
  ofAll: 'Notices of all helplines are counted.',
  ofHelpline: 'Notices of your helpline are counted.',
  all: 'All recipients',
  month: 'A whole month',
  show: 'Show',
  asCsv: 'Download as CSV',
  asJson: 'Download as JSON',
  none: 'No notice reached anybody in this period, or none has been counted yet.',
  held: 'held back',
  heldNote: 'Where a number is held back, it is about fewer than five notices, or would tell one that is.',
  removedBy: 'Removed within 14 days',
  fromTo: (from: string, to: string) => `${from} to ${to} (UTC)`,
  methods: 'How it was counted',
  caveats: 'What it does not say',
  methodLines: METHODS,
  caveatLines: CAVEATS,
  curveSummary: (n: string) =>
    `The share of notices whose content was still there, with its 95 % band, by the time since the notice. It rests on ${n} notices.`,
  endsSummary: 'How many notices ended in which way.',
  asTable: 'The numbers as a table',
  time: 'Since the notice',
  stillThere: 'Still there',
  band: '95 % band',
};
