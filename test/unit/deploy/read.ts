import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

/** The text of a file of the repository. */
export function repositoryFile(path: string): string {
  return readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8');
}

const Service = z.looseObject({
  image: z.string(),
  user: z.string().optional(),
  build: z.object({ context: z.string(), target: z.string() }).optional(),
  command: z.array(z.string()),
  restart: z.string(),
  read_only: z.boolean(),
  cap_drop: z.array(z.string()),
  security_opt: z.array(z.string()),
  stop_grace_period: z.string(),
  environment: z.record(z.string(), z.string()),
  healthcheck: z.object({ test: z.array(z.string()) }).loose(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
  volumes: z.array(z.string()).default([]),
  tmpfs: z.array(z.string()),
  networks: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  deploy: z.object({
    resources: z.object({
      limits: z.object({ cpus: z.string(), memory: z.string(), pids: z.number() }),
    }),
  }),
});

/** What the tests look at in a Compose file. What is not there makes the parse fail. */
const Compose = z.looseObject({
  name: z.string(),
  services: z.record(z.string(), Service),
  networks: z.record(z.string(), z.object({ internal: z.boolean().optional() })),
  volumes: z.record(z.string(), z.object({})),
});

export type ComposeService = z.infer<typeof Service>;

export function composeFile(path: string): z.infer<typeof Compose> {
  return Compose.parse(parse(repositoryFile(path), { merge: true }));
}

/** The variables that Compose puts in, and how: `:?` must be given, `:-` has a default. */
export function interpolated(text: string): ReadonlyMap<string, 'required' | 'default' | 'bare'> {
  const found = [...text.matchAll(/(?<!\$)\$\{(\w+)(:\?|:-)?[^}]*\}/g)];
  return new Map(
    found.map(([, name, how]) => [name ?? '', how === ':?' ? 'required' : how === ':-' ? 'default' : 'bare']),
  );
}
