import type { Texts } from '../en.ts';

export const problems: Texts['problems'] = {
  title: 'No ha funcionado',
  notFound: 'Aquí no hay nada',
  notFoundText: 'Puede que se haya retirado, o que sea de otra línea de ayuda.',
  forbidden: 'Esto no es para su función',
  forbiddenText: 'Lo puede hacer otra persona de su organización.',
  away: 'Redress no llega a su base de datos',
  awayText: 'No se ha perdido nada y no se ha hecho nada. Inténtelo dentro de un minuto.',
  bug: 'Redress tiene un fallo',
  bugText:
    'Puede que lo último que hizo no haya quedado registrado. Vuelva atrás y compruébelo. Está en el registro con:',
  reference: 'Número para soporte',
  expired: 'Este formulario llevaba demasiado tiempo abierto',
  expiredText: 'No se ha hecho nada. Vuelva atrás, cargue de nuevo la página y repítalo.',
  home: 'Ir al inicio',
  known: {
    task_claimed:
      'Otra persona tiene ahora esta tarea. Tome otra; quedará libre por sí sola al cabo de un rato.',
    task_not_claimed: 'Primero tome la tarea: entonces verá lo que necesita.',
    task_not_open: 'Esta tarea ya no está abierta. Alguien la hizo entretanto, o ya no hace falta.',
    task_incomplete: 'Falta algo: diga qué ha encontrado.',
    takedown_not_ended: 'Esto no ha terminado: sigue por sí solo.',
    takedown_final:
      'Se retiró o se borró, o puede mostrar a un menor. Denuncie de nuevo la dirección si todavía se desea.',
    takedown_ended: 'Esto ha terminado: ya no se puede apurar ni poner en pausa.',
    takedown_paused: 'Está en pausa. Primero déjelo seguir.',
    takedown_not_paused: 'No está en pausa: sigue por sí solo.',
    takedown_running: 'Ahora mismo se está haciendo algo con ello. Vuelva a mirar en un minuto.',
    takedown_with_person: 'Espera a una persona: haga antes su tarea.',
    takedown_due: 'El siguiente paso ya toca. Ocurrirá en un momento.',
    takedown_confirming: 'Se vio que ya no está, y se mira una vez más para estar seguros.',
    retry_nothing: 'No espera nada que se pueda hacer antes.',
    rung_none_yet: 'Todavía no ha salido ningún aviso, así que no se puede ir más arriba.',
    rung_none_left: 'Ya se ha avisado a todos los que se podía avisar.',
    task_none: 'No tiene ninguna tarea abierta.',
    person_unknown: 'No hay nadie con ese nombre en su línea de ayuda.',
    notice_unknown: 'Todavía no ha salido ningún aviso, así que nadie puede haber respondido.',
    share_insufficient:
      'El caso se compartió con usted solo para leerlo. Pregunte a la línea de ayuda titular.',
    role_insufficient: 'Solo una persona responsable de la línea de ayuda puede hacerlo.',
    helpline_unknown: 'No hay ninguna línea de ayuda con ese nombre. Compruebe cómo se escribe.',
    share_self: 'El caso ya es suyo.',
    case_erased: 'El caso se borró: no queda nada sobre lo que actuar.',
    platform_unknown: 'No hay ninguna plataforma con ese nombre en la lista.',
    body_too_large: 'Es demasiado de una vez. Divídalo.',
    rate_limited: 'Demasiadas peticiones en un minuto. Espere un poco.',
    csv_encoding: 'El archivo no está en UTF-8. Guárdelo como «CSV UTF-8».',
    csv_invalid:
      'El archivo no se puede leer como CSV. Guárdelo con una línea de cabecera y comillas en las celdas con comas.',
    csv_columns:
      'La cabecera del archivo no es correcta. La primera línea debe nombrar las columnas como en el ejemplo.',
    csv_too_long: 'El archivo tiene demasiadas filas. Divídalo.',
    request_invalid: 'Algo del formulario no está bien. Vuelva atrás y revise lo que ha escrito.',
  },
};
