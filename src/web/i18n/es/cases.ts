import type { Texts } from '../en.ts';

export const cases: Texts['cases'] = {
  title: 'Casos',
  intro: 'Un caso es el asunto de una persona, con todas las direcciones que se denunciaron por ella.',
  own: 'Nuestros casos',
  shared: 'Compartidos con nosotros',
  empty: 'Todavía no hay casos.',
  emptyShared: 'Ninguna otra línea de ayuda ha compartido un caso con la suya.',
  begin: 'Denunciar las primeras direcciones',
  erased: 'Caso borrado',
  unnamed: 'Caso sin referencia',
  opened: 'Abierto',
  addresses: (n) => (n === 1 ? '1 dirección' : `${n} direcciones`),
  gone: (n) => (n === 1 ? '1 ya no está' : `${n} ya no están`),
  open: (n) => `${n} en curso`,
  person: (n) => (n === 1 ? '1 necesita a una persona' : `${n} necesitan a una persona`),
  ended: (n) => (n === 1 ? '1 terminó de otro modo' : `${n} terminaron de otro modo`),
  progress: (gone, all) => `${gone} de ${all} ya no están`,
};
