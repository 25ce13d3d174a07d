import { RedressError } from '../../domain/errors.ts';

/** What keeps a template from being rendered with sample data; undefined when nothing does. */
export function templateFault(render: () => unknown): string | undefined {
  try {
    render();
    return undefined;
  } catch (error) {
    if (error instanceof RedressError) return error.message;
    throw error;
  }
}
