import type { Texts } from '../en.ts';

export const signIn: Texts['signIn'] = {
  title: 'Iniciar sesión',
  intro: 'Entre con su clave de acceso. Se la dio la persona que administra Redress en su organización.',
  token: 'Clave de acceso',
  tokenHint: 'Empieza por redress_ y no se guarda en este navegador.',
  submit: 'Entrar',
  wrong: 'No se conoce esta clave, o ya ha caducado. Compruebe que la ha copiado entera.',
  tooMany: 'Demasiados intentos. Espere un minuto y vuelva a probar.',
};

export const lock: Texts['lock'] = {
  title: 'Cubierta',
  heading: 'La pantalla está cubierta',
  intro: 'Nadie ha usado esta página durante un rato. Escriba de nuevo su clave para seguir donde estaba.',
  submit: 'Descubrir',
  wrong: 'Esta no es la clave con la que entró.',
};
