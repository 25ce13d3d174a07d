import type { Texts } from '../en.ts';

export const compliance: Texts['compliance'] = {
  title: 'Informe de cumplimiento',
  intro:
    'Cómo cumplieron los destinatarios los avisos que les llegaron, los que menos cumplen primero. No contiene datos personales y puede compartirse.',
  ofAll: 'Se cuentan los avisos de todas las líneas de ayuda.',
  ofHelpline: 'Se cuentan los avisos de su línea de ayuda.',
  all: 'Todos los destinatarios',
  month: 'Un mes entero',
  show: 'Mostrar',
  asCsv: 'Descargar como CSV',
  asJson: 'Descargar como JSON',
  none: 'En este periodo no llegó ningún aviso a nadie, o aún no se ha contado.',
  held: 'no se dice',
  heldNote: 'Donde un número no se dice, trata de menos de cinco avisos o permitiría saber uno así.',
  removedBy: 'Retirado en 14 días',
  fromTo: (from, to) => `de ${from} a ${to} (UTC)`,
  methods: 'Cómo se contó',
  caveats: 'Lo que no dice',
  methodLines: [
    'Se cuenta el primer aviso de cada solicitud, y de cada vez que el contenido volvió, que llegó al destinatario en el periodo.',
    'Retirado quiere decir que dos comprobaciones, separadas en el tiempo, coincidieron en que el contenido ya no estaba; el momento es el de la primera.',
    'Los tiempos se estiman según Kaplan y Meier. Lo que sigue abierto se censura en el momento del informe; lo que se desistió o se perdió de vista, en ese momento. Lo rechazado o abandonado sigue contando como no retirado.',
    'Las bandas son del 95 %: log-log con la varianza de Greenwood para curvas y cuantiles, la de Wilson para proporciones.',
    'A tiempo se refiere a los avisos cuyo plazo legal ya pasó, donde una ley fija uno, contado desde la llegada del aviso.',
    'Las clases llevan nombres que Project Arachnid usa para los proveedores; la regla que las distingue es de Redress.',
    'Los números de 1 a 4 no se dicen, ni tantos otros como haga falta para que no se hallen por resta.',
  ],
  caveatLines: [
    'Una retirada se ve en la siguiente comprobación, por lo general unas horas después: los tiempos son más bien largos que cortos.',
    'Por qué desapareció el contenido no se ve: una retirada cuenta para cada destinatario avisado, salvo para quien había rechazado antes de que se avisara a otro.',
    'Las cifras son de los avisos de estas líneas de ayuda, no de todos los avisos al destinatario.',
    'Varios avisos de un mismo caso no son independientes entre sí: las bandas verdaderas son más anchas.',
    'Los informes de periodos que se solapan pueden restarse entre sí. Comparta informes de meses enteros.',
  ],
  curveSummary: (n) =>
    `La proporción de avisos cuyo contenido seguía allí, con su banda del 95 %, según el tiempo desde el aviso. Se basa en ${n} avisos.`,
  endsSummary: 'Cuántos avisos terminaron de qué modo.',
  asTable: 'Los números en una tabla',
  time: 'Desde el aviso',
  stillThere: 'Seguía allí',
  band: 'Banda del 95 %',
};
