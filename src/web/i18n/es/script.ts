import type { Texts } from '../en.ts';

export const script: Texts['script'] = {
  left: 'quedan %',
  over: '% fuera de plazo',
  lessThanAMinute: 'menos de un minuto',
  d: 'd',
  h: 'h',
  m: 'min',
  copied: 'Copiado',
  copyFailed: 'Márquelo y cópielo usted',
  updated: 'Actualizado a las %',
  offline: 'Sin actualizar: no hay conexión',
};
