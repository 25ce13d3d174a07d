import type { Texts } from '../en.ts';

export const done: Texts['done'] = {
  signed_out: 'Ha cerrado la sesión.',
  reported: 'Denunciado. Redress ya trabaja en ello; no hace falta que espere aquí.',
  handed_on: 'Consta que esto se derivó.',
  withdrawn: 'Se ha desistido. No se envía nada más.',
  reopened: 'Se ha retomado. Empieza con un primer aviso.',
  noted: 'Su nota está guardada.',
  replied: 'Anotado. Redress sigue a partir de ahí.',
  acted: 'Hecho. Queda registrado.',
  stopped: 'Parado. Vale desde el próximo efecto.',
  resumed: 'Reanudado. Lo que esperaba continúa en segundos.',
  circuit_reset: 'El canal se usa otra vez ya.',
  shared: 'Compartido. Ya lo ven.',
  unshared: 'Retirado. Ya no lo ven.',
  task_done: 'Gracias. Redress sigue a partir de ahí.',
  task_failed: 'Anotado. Redress toma la siguiente vía.',
  released: 'La tarea vuelve a estar libre.',
};
