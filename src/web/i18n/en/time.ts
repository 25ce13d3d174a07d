/** Times in words. `of` gets what is left, already in words. */
export const time = {
  in: (of: string) => `in ${of}`,
  ago: (of: string) => `${of} ago`,
  left: (of: string) => `${of} left`,
  over: (of: string) => `${of} over time`,
  lessThanAMinute: 'less than a minute',
  units: { d: 'd', h: 'h', m: 'min' },
  none: 'no legal deadline',
};
