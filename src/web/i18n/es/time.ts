import type { Texts } from '../en.ts';

export const time: Texts['time'] = {
  in: (of) => `en ${of}`,
  ago: (of) => `hace ${of}`,
  left: (of) => `quedan ${of}`,
  over: (of) => `${of} fuera de plazo`,
  lessThanAMinute: 'menos de un minuto',
  units: { d: 'd', h: 'h', m: 'min' },
  none: 'sin plazo legal',
};
