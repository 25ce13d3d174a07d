import type { Texts } from '../en.ts';

export const oneCase: Texts['oneCase'] = {
  opened: 'Abierto',
  reportMore: 'Denunciar más direcciones',
  addresses: 'Direcciones',
  empty: 'Todavía no se ha denunciado nada en este caso.',
  erased: 'Este caso se borró. Lo que queda dice qué pasó y cuándo, y nada más.',
  next: 'Después',
  sharesTitle: 'Quién más trabaja en él',
  notShared: 'Nadie. Está solo en su línea de ayuda.',
  sharedBy: (helpline) => `${helpline} comparte este caso con ustedes.`,
  access: { read: 'puede leer cómo va', act: 'puede leer y hacer sus tareas' },
  since: 'desde',
  ended: 'terminó',
  unshare: 'Retirárselo',
  share: 'Compartirlo con otra línea de ayuda',
  helpline: 'Nombre corto de la línea de ayuda',
  helplineHint: 'Como lo puso quien administra Redress, por ejemplo helpline-b.',
  accessLabel: 'Qué puede hacer',
  shareSend: 'Compartir',
};
