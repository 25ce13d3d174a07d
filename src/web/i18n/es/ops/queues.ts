import type { Texts } from '../../en.ts';

export const queues: Texts['ops']['queues'] = {
  title: 'Colas',
  intro:
    'Lo que puede hacerse ahora, en trabajos de uno o, cuando hay mucho pendiente, hasta veinte. Todo lo demás espera en el registro hasta su hora.',
  queue: 'Cola',
  names: { email: 'Correos', form: 'Formularios web', api: 'Conexiones directas', check: 'Comprobaciones' },
  waiting: 'Trabajos en espera',
  active: 'Trabajos en curso',
  away: 'La cola no responde. No se pierde nada: lo pendiente se encola otra vez.',
  board: 'Abrir el tablero de las colas',
  boardHint:
    'Cada trabajo con sus tiempos; un enlace lleva del trabajo de uno a su retirada; el de varios las nombra. Los trabajos solo guardan ids.',
  boardReadOnly: 'Cuán largas son las colas y cómo han ido. Los trabajos sueltos solo los ve operaciones.',
};
