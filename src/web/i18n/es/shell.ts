import type { Texts } from '../en.ts';

export const shell: Texts['shell'] = {
  skip: 'Ir al contenido',
  sections: 'Secciones',
  sandbox: 'Prácticas: no se envía nada a plataformas reales',
  leave: 'Salir rápido',
  leaveHint: 'Cierra la sesión y muestra una página vacía. O pulse Esc dos veces.',
  lock: 'Cubrir la pantalla',
  signOut: 'Cerrar sesión',
  language: 'Idioma',
  theme: 'Claro u oscuro',
  themes: { auto: 'Automático', light: 'Claro', dark: 'Oscuro' },
  roles: { practitioner: 'Profesional', lead: 'Responsable', ops: 'Operaciones' },
  next: 'Página siguiente',
  first: 'Volver a la primera página',
  pages: 'Páginas',
  back: 'Volver',
  copy: 'Copiar',
  table: 'tabla',
};
