/** The list of cases. */
export const cases = {
  title: 'Cases',
  intro: 'A case is one person’s affair, with all the addresses that were reported for them.',
  own: 'Our cases',
  shared: 'Shared with us',
  empty: 'There are no cases yet.',
  emptyShared: 'No other helpline has shared a case with yours.',
  begin: 'Report the first addresses',
  erased: 'Erased case',
  unnamed: 'Case without a reference',
  opened: 'Opened',
  addresses: (n: number) => (n === 1 ? '1 address' : `${n} addresses`),
  gone: (n: number) => `${n} gone`,
  open: (n: number) => `${n} in progress`,
  person: (n: number) => (n === 1 ? '1 needs a person' : `${n} need a person`),
  ended: (n: number) => `${n} ended otherwise`,
  progress: (gone: number, all: number) => `${gone} of ${all} gone`,
};
