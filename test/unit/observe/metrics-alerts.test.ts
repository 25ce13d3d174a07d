import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { repositoryFile } from '../deploy/read.ts';
import { observed, reportEverything, type Samples } from './scrape.ts';

const Rules = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Redress[A-Z]\w+$/),
          expr: z.string(),
          for: z.string().regex(/^\d+[smh]$/),
          labels: z.strictObject({ severity: z.enum(['warning', 'critical']) }),
          annotations: z.strictObject({ summary: z.string().min(20), runbook: z.string() }),
        }),
      ),
    }),
  ),
});
const rules = Rules.parse(parse(repositoryFile('ops/alerts.yaml'))).groups.flatMap((group) => group.rules);
const guide = repositoryFile('docs/observability.md');
let scraped: Samples;

beforeAll(async () => {
  const { metrics, read } = observed();
  reportEverything(metrics);
  scraped = await read();
});

const metricsIn = (text: string): readonly string[] => [
  ...new Set(text.match(/\bredress_[a-z0-9_]+\b/g) ?? []),
];
const known = (name: string): boolean =>
  scraped.types.has(name) || scraped.types.get(name.replace(/_(bucket|sum|count)$/, '')) === 'histogram';

describe.each(rules)('the alert $alert', ({ alert, expr, annotations }) => {
  it('names figures and labels that exist', () => {
    const names = metricsIn(expr);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !known(name))).toEqual([]);
    const labels = new Set(names.flatMap((name) => [...scraped.labels(name)]));
    const used = [
      ...[...expr.matchAll(/(?:by|on)\s*\(([^)]*)\)/g)].flatMap(([, list]) => (list ?? '').split(/,\s*/)),
      ...[...expr.matchAll(/(\w+)(?:=~|!=|!~|=)"/g)].map(([, label]) => label ?? ''),
    ];
    expect(used.filter((label) => !labels.has(label))).toEqual([]);
  });

  it('says only labels that its expression keeps', () => {
    const kept = new Set(
      [...expr.matchAll(/by\s*\(([^)]*)\)/g)].flatMap(([, list]) => (list ?? '').split(/,\s*/)),
    );
    const said = [...annotations.summary.matchAll(/\$labels\.(\w+)/g)].map(([, label]) => label ?? '');
    expect(said.filter((label) => !kept.has(label))).toEqual([]);
  });

  it('has a paragraph that says what to do', () => {
    expect(annotations.runbook).toBe(`docs/observability.md#${alert.toLowerCase()}`);
    const paragraph = guide.split(`\n### ${alert}\n`)[1]?.split('\n#')[0] ?? '';
    expect(paragraph.length).toBeGreaterThan(150);
  });
});

describe('docs/observability.md', () => {
  it('has a row for each figure, with its kind and labels, and no other', () => {
    const rows = [...guide.matchAll(/^\| `(redress_\w+)` \| (\w+) \|([^|]*)\|/gm)].map(
      ([, name, type, labels]) => [
        name,
        type,
        ...[...(labels ?? '').matchAll(/`(\w+)`/g)].map(([, label]) => label ?? '').sort(),
      ],
    );
    const figures = [...scraped.types]
      .filter(([name]) => name.startsWith('redress_'))
      .map(([name, type]) => [
        name,
        type,
        ...[...scraped.labels(name)].filter((label) => label !== 'le').sort(),
      ]);
    expect(rows.sort()).toEqual(figures.sort());
  });

  it('names no figure that does not exist', () => {
    expect(metricsIn(guide).filter((name) => !known(name))).toEqual([]);
  });

  it('describes each alert and no other', () => {
    const described = [...guide.matchAll(/^### (Redress\w+)$/gm)].map(([, name]) => name);
    expect(described.sort()).toEqual(rules.map((rule) => rule.alert).sort());
  });

  it('lists the fields of the log as they are', () => {
    const source = repositoryFile('src/observe/log.ts');
    const allowed = [...(/new Set\(\[([^\]]*)\]/.exec(source)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
      ([, one]) => one,
    );
    const listed = [...guide.matchAll(/^\| `(\w+)` \| (?!counter|gauge|histogram)/gm)]
      .map(([, name]) => name)
      .filter((name) => !name?.startsWith('redress_'));
    expect(listed.sort()).toEqual(allowed.sort());
  });
});

it('the example of Prometheus loads the rules and asks for /metrics', () => {
  const config = z
    .looseObject({
      rule_files: z.array(z.string()),
      scrape_configs: z.array(z.looseObject({ metrics_path: z.string() })),
    })
    .parse(parse(repositoryFile('ops/prometheus.yml')));
  expect(config.rule_files).toEqual(['alerts.yaml']);
  expect(config.scrape_configs.map((one) => one.metrics_path)).toEqual(['/metrics']);
});
