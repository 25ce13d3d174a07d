import { z } from '@hono/zod-openapi';
import { BulkRequest, MOST_AT_ONCE, TakedownRequest } from '../wire/intake.ts';
import { ResolveRequest } from '../wire/platform.ts';
import { ProblemDetails } from '../wire/problem.ts';
import type { App } from './desk.ts';

type Document = ReturnType<App['getOpenAPI31Document']>;

const DESCRIPTION = `Takedown requests for victim helplines. How to use it: docs/api.md. Every error is a problem
(RFC 9457) with a stable code, documented one by one in docs/errors.md. No answer holds a URL but those of
\`reveal\`, \`sheet\` and \`export\`, which are on record.`;

/** The whole API as OpenAPI 3.1. What all routes have in common is said here once. */
export function describe(app: App, version: string): Document {
  const { openAPIRegistry: registry } = app;
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'A token made by `redress token create`',
  });
  registry.registerComponent('schemas', 'TakedownRequest', schemaOf(TakedownRequest));
  registry.registerComponent('schemas', 'ResolveRequest', schemaOf(ResolveRequest));
  registry.registerComponent('schemas', 'BulkRequest', {
    ...schemaOf(BulkRequest),
    properties: {
      takedowns: {
        type: 'array',
        minItems: 1,
        maxItems: MOST_AT_ONCE,
        items: { $ref: '#/components/schemas/TakedownRequest' },
      },
    },
  });
  registry.registerComponent('schemas', 'Problem', schemaOf(ProblemDetails));
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Redress', version, description: DESCRIPTION },
    servers: [{ url: '/' }],
  });
  return { ...document, paths: withCommon(document.paths ?? {}) };
}

/** JSON Schema of what is given in a request (2020-12, as OpenAPI 3.1 has it). */
function schemaOf(schema: z.ZodType): Record<string, unknown> {
  // An empty registry: what has an id of its own is written out here, not referred to.
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    metadata: z.registry<Record<string, unknown>>(),
  });
  return rest;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

const PROBLEM = {
  description: 'A problem; `code` says which',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header' as const,
  required: false,
  description: 'A request that comes again under its key within 24 hours is done once',
  schema: { type: 'string' as const, pattern: '^[\\x21-\\x7e]{1,200}$' },
};

function withCommon(paths: NonNullable<Document['paths']>): NonNullable<Document['paths']> {
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path,
      {
        ...item,
        ...Object.fromEntries(
          METHODS.flatMap((method) => {
            const operation = item[method];
            if (operation === undefined) return [];
            const parameters =
              method === 'post' ? [...(operation.parameters ?? []), IDEMPOTENCY_KEY] : operation.parameters;
            return [
              [
                method,
                {
                  ...operation,
                  ...(parameters === undefined ? {} : { parameters }),
                  responses: { ...operation.responses, default: PROBLEM },
                },
              ],
            ];
          }),
        ),
      },
    ]),
  );
}
