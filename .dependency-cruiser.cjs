/** The import law: what may know what. `npm run check` fails where code breaks it, or where nothing was read. */
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'rules-are-pure',
      comment: 'shared/domain imports itself, zod and luxon: no SDK, no environment, nothing of Node.',
      severity: 'error',
      from: { path: '^shared/domain/' },
      to: { pathNot: '^shared/domain/|node_modules/(@types/)?(zod|luxon)/' },
    },
    {
      name: 'contracts-are-plain-data',
      comment: 'infra, OpenAPI and the web read contracts: they reach no SDK, no CDK and no data.',
      severity: 'error',
      from: { path: '(^shared/|/)contract\\.ts$' },
      to: {
        path: 'node_modules/(@aws-sdk|aws-cdk-lib|constructs)/|^shared/(data|gateway)/',
        reachable: true,
      },
    },
    {
      name: 'infra-reads-contracts-not-handlers',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^functions/.*/handler\\.ts$', reachable: true },
    },
    {
      name: 'functions-are-apart',
      comment: 'What two functions share belongs in shared/.',
      severity: 'error',
      from: { path: '^functions/([^/]+/[^/]+)/' },
      to: { path: '^functions/', pathNot: '^functions/($1/|index\\.ts$)' },
    },
    {
      name: 'one-door-to-aws',
      comment:
        'Only shared/data and shared/gateway know the SDK. What prepares a machine, tests, and the example of another system may too.',
      severity: 'error',
      from: { pathNot: '^(shared/(data|gateway)|infra/(local|example-consumer)|test)/|node_modules/' },
      to: { path: 'node_modules/(@aws-sdk|@smithy)/' },
    },
    {
      name: 'nothing-imports-infra',
      severity: 'error',
      from: { pathNot: '^(infra|test)/' },
      to: { path: '^infra/' },
    },
    {
      name: 'the-site-stays-outside',
      comment: 'The web has rules in common with the API and all else over HTTP.',
      severity: 'error',
      from: { path: '^web/', pathNot: '^web/generate\\.ts$' },
      to: { path: '^(functions|infra|shared)/', pathNot: '^shared/domain/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: '^test/' },
      to: { path: '^test/' },
    },
    {
      name: 'what-deploys-is-a-dependency',
      severity: 'error',
      from: { path: '^(functions|shared)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: 'node_modules/@types/' },
    },
    {
      name: 'no-cycles',
      comment: 'Of types neither: files that need one another are one thing, or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'aws-lambda is types alone.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^aws-lambda$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
    },
  },
};
