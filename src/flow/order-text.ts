import type { RenderedOrder } from '../catalog/rendered.ts';

/** A notice as it goes out, in words, for the timeline. Red. Undefined for an API call, whose text depends on lookups. */
export function orderText(order: RenderedOrder): string | undefined {
  switch (order.kind) {
    case 'email':
      return `To: ${order.to}\nSubject: ${order.subject}\n\n${order.text}`;
    case 'form':
      return [order.url, ...order.steps.flatMap(stepText)].join('\n');
    case 'api': {
      if (order.lookups.length > 0) return undefined;
      const { method, url, body } = order.render({});
      const sent =
        body === undefined
          ? ''
          : body.type === 'json'
            ? JSON.stringify(body.json, null, 2)
            : body.pairs.map(([name, value]) => `${name}: ${value}`).join('\n');
      return `${method} ${url}\n${sent}`;
    }
    case 'assisted':
      return order.text;
  }
}

type FormStep = Extract<RenderedOrder, { kind: 'form' }>['steps'][number];

function stepText(step: FormStep): string[] {
  if (step.do === 'fill') return [`${nameOf(step.at)}: ${step.value}`];
  if (step.do === 'select') return [`${nameOf(step.at)}: ${step.option}`];
  if (step.do === 'choose' || step.do === 'check') return [`[x] ${nameOf(step.at)}`];
  return [];
}

function nameOf(at: Extract<FormStep, { do: 'fill' }>['at']): string {
  return at.label ?? at.name ?? at.placeholder ?? at.text ?? at.testId ?? at.css ?? at.role ?? '';
}
