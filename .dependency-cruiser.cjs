/**
 * Who may import whom (docs/design.md, 8): domain <- catalog <- decide <- flow; edges know the vocabulary, the
 * catalogue's types and the flow's ports, never the deciding and never each other.
 */
const PORTS =
  '^src/flow/(ports|ledger|record|channel-state|deadline|caller|case-shares|case-data|feed|figures|outbox|webhooks|sessions|intake/(answer|envelope))[.]ts$';
const edge = (name, also = []) => ({
  name: `${name}-keeps-to-its-edge`,
  comment: `${name} may know domain, catalog, the flow's ports, observe${also.length > 0 ? ` and ${also.join(', ')}` : ''}`,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: {
    path: '^src/',
    pathNot: [
      '^src/domain/',
      '^src/catalog/',
      '^src/observe/',
      PORTS,
      `^src/${name}/`,
      ...also.map((one) => `^src/${one}/`),
    ],
  },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'domain-is-the-bottom',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { path: '^src/', pathNot: '^src/domain/' },
    },
    {
      name: 'catalog-knows-domain-only',
      severity: 'error',
      from: { path: '^src/catalog/' },
      to: { path: '^src/', pathNot: '^src/(domain|catalog)/' },
    },
    {
      name: 'decide-knows-domain-and-catalog-only',
      severity: 'error',
      from: { path: '^src/decide/' },
      to: { path: '^src/', pathNot: '^src/(domain|catalog|decide)/' },
    },
    {
      name: 'flow-knows-no-edge',
      severity: 'error',
      from: { path: '^src/flow/' },
      to: { path: '^src/', pathNot: '^src/(domain|catalog|decide|flow)/' },
    },
    {
      name: 'pure-code-uses-no-library-of-the-edges',
      severity: 'error',
      from: { path: '^src/(domain|catalog|decide|flow)/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer'],
        pathNot: 'node_modules/(zod|liquidjs|yaml|tldts|tldts-core|iso8601-duration)/',
      },
    },
    {
      name: 'pure-code-does-no-io',
      comment:
        'node:crypto hashes, node:url spells names; the flow may sleep. Everything else of Node is an effect.',
      severity: 'error',
      from: { path: '^src/(domain|catalog|decide|flow)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|url|timers/promises)$' },
    },
    edge('channels', ['browser', 'outbound']),
    edge('checks', ['browser', 'outbound']),
    edge('browser', ['outbound']),
    edge('outbound'),
    edge('ledger'),
    edge('queue', ['wire']),
    edge('sandbox'),
    edge('webhooks', ['outbound']),
    edge('http', ['flow', 'wire', 'csv', 'ledger/views']),
    {
      name: 'web-keeps-to-its-edge',
      comment:
        'pages act on the desk that the API makes for its caller, and show what its presenters and problems say',
      severity: 'error',
      from: { path: '^src/web/' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/(domain|catalog|observe|flow|wire|csv|web)/',
          '^src/ledger/views/',
          '^src/http/(desk|events/follow|guard/(rate|request)|routes/(who|csv-rows))[.]ts$',
          '^src/http/(present|problems)/',
        ],
      },
    },
    {
      name: 'http-only-looks-at-the-ledger-through-its-views',
      comment: 'and for their types alone: what a desk works at is given to it',
      severity: 'error',
      from: { path: '^src/(http|web)/' },
      to: { path: '^src/ledger/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'wire-says-what-goes-over-the-wire-and-nothing-else',
      comment: 'the vocabulary, and the constants and schemas that the flow has for them',
      severity: 'error',
      from: { path: '^src/wire/' },
      to: {
        path: '^src/',
        pathNot: [
          '^src/(domain|wire)/',
          '^src/flow/(intake/request|case-data|case-shares|ledger|channel-state|deadline|ports|people/export-schema)[.]ts$',
        ],
      },
    },
    {
      name: 'client-knows-the-wire-only',
      comment: 'a helpline installs it without the rest',
      severity: 'error',
      from: { path: '^src/client/' },
      to: { path: '^src/', pathNot: '^src/(client|wire|domain)/' },
    },
    {
      name: 'csv-knows-domain-only',
      severity: 'error',
      from: { path: '^src/csv/' },
      to: { path: '^src/', pathNot: '^src/(domain|csv)/' },
    },
    {
      name: 'observe-knows-the-ports-only',
      severity: 'error',
      from: { path: '^src/observe/' },
      to: { path: '^src/', pathNot: ['^src/(domain|observe)/', PORTS] },
    },
    {
      name: 'app-knows-no-command',
      severity: 'error',
      from: { path: '^src/(app|config)' },
      to: { path: '^src/(cli|main)' },
    },
    {
      name: 'no-test-code-in-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts)/' },
    },
    {
      name: 'no-dev-dependency-in-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
