/** What the script says. It is given to the browser as data, so `%` stands for what is filled in. */
export const script = {
  left: '% left',
  over: '% over time',
  lessThanAMinute: 'less than a minute',
  d: 'd',
  h: 'h',
  m: 'min',
  copied: 'Copied',
  copyFailed: 'Mark and copy it yourself',
  updated: 'Updated %',
  offline: 'Not up to date: no connection',
};
