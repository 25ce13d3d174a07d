import { z } from 'zod';
import { Notice } from '../../domain/notice.ts';
import { isMap } from '../files/inherit.ts';
import type { NoticeView } from '../view.ts';

/**
 * What a template of a channel may name. Optional parts of the notice that are not given are null, so that a template
 * can ask for them while a misspelt name still fails. The name of the person shown is taken out unless the channel's
 * file says that it is needed (DESIGN 6): a template cannot leak what it is not given.
 */
export function scopeOf(
  view: NoticeView,
  channel: { readonly namesSubject: boolean },
): Record<string, unknown> {
  const { subject, ...rest } = view.notice;
  const { name: _withheld, ...unnamed } = subject ?? {};
  const notice =
    subject === undefined ? rest : { ...rest, subject: channel.namesSubject ? subject : unnamed };
  return { ...view, notice: withNulls(Notice, notice) };
}

function withNulls(schema: z.core.$ZodType, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject && isMap(value)) {
    return Object.fromEntries(
      Object.entries(inner.shape).map(([key, part]) => [key, withNulls(part, value[key])]),
    );
  }
  if (inner instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item) => withNulls(inner.element, item));
  }
  return value;
}

/** The schema inside `optional` and `default`. */
export function unwrapped(schema: z.core.$ZodType): z.core.$ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return unwrapped(schema.unwrap());
  return schema;
}
