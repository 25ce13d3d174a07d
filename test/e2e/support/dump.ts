import { Redis } from 'ioredis';
import { query } from './stage.ts';

/** All that the tables of a schema hold, as text; bytes are hex. */
export async function dumpSchema(url: string, schema: string | 'redress_intake'): Promise<string> {
  const tables = await query<{ name: string }>(
    url,
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_schema = $1`,
    [schema],
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const rows = await query<{ row: string }>(url, `SELECT x::text AS row FROM ${name} x`);
    texts.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return texts.join('\n');
}

/** The same of every schema that is asked for, whoever made it; what the server itself keeps is left out. */
export async function dumpSchemas(url: string, wanted: (schema: string) => boolean): Promise<string> {
  const schemas = await query<{ name: string }>(
    url,
    `SELECT schema_name AS name FROM information_schema.schemata
     WHERE schema_name NOT IN ('pg_catalog', 'information_schema') AND schema_name NOT LIKE 'pg\\_%'`,
  );
  const names = schemas.map(({ name }) => name).filter(wanted);
  return (await Promise.all(names.map((name) => dumpSchema(url, name)))).join('\n');
}

/** All that a Redis holds, as text. */
export async function dumpRedis(url: string): Promise<string> {
  const client = new Redis(url);
  const texts: string[] = [];
  for (const key of await client.keys('*')) {
    texts.push(`${key} ${JSON.stringify(await contentOf(client, key))}`);
  }
  client.disconnect();
  return texts.join('\n');
}

async function contentOf(client: Redis, key: string): Promise<unknown> {
  switch (await client.type(key)) {
    case 'hash':
      return client.hgetall(key);
    case 'list':
      return client.lrange(key, '0', '-1');
    case 'zset':
      return client.zrange(key, '0', '-1');
    case 'set':
      return client.smembers(key);
    case 'stream':
      return client.xrange(key, '-', '+');
    case 'none':
      return null;
    default:
      return client.get(key);
  }
}
