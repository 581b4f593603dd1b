import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { type Contract, folderOf } from '../shared/contract.ts';

const root = join(import.meta.dirname, '..');

/** Where the bundle of a contract lies within the folder that `bundle` wrote. */
export const bundleOf = (folder: string, contract: Contract): string => join(folder, folderOf(contract));

/**
 * Bundles all functions in one esbuild pass: `{folder}/{folderOf(contract)}/index.mjs` each, complete, with
 * nothing to install. Without source maps: the same commit bundled again with them gives the positions of a
 * stack trace. Refuses a contract without a handler, by name.
 */
export async function bundle(contracts: readonly Contract[], folder: string): Promise<void> {
  const handlers = contracts.map((contract) => ({
    in: join(root, 'functions', folderOf(contract), 'handler.ts'),
    out: join(folderOf(contract), 'index'),
  }));
  const missing = handlers.find((handler) => !existsSync(handler.in));
  if (missing) throw new Error(`${missing.in} is missing, though functions/index.ts names its contract.`);
  await build({
    ...asDeployed,
    entryPoints: handlers,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
  });
}

/** How functions are built; bench builds its own with the same. */
export const asDeployed = {
  bundle: true,
  splitting: false,
  minify: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  // The SDK's ES modules drop what is not called; its CommonJS ones keep 200 KB more.
  mainFields: ['module', 'main'],
  legalComments: 'none',
  logLevel: 'warning',
  plugins: [plain(), builtins()],
} as const satisfies Parameters<typeof build>[0];

/** One module that functions have no use for, and what takes its place. */
interface Replacement {
  /** The import, or the file (from node_modules on), that it replaces. */
  module: RegExp;
  /** Only where it is imported by such a file. */
  importer?: RegExp;
  by: string;
}

// Measured with zod, luxon, middy and the table's client: 510 KB without these, 325 KB with.
const replacements: readonly Replacement[] = [
  {
    // Lambda and the local engine give credentials in the environment and nowhere else; the chain's other
    // links (SSO, profiles, processes, web identities, instance metadata) bring four SDK clients: 135 KB.
    module: /^@aws-sdk\/credential-provider-node$/,
    by: `export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';`,
  },
  {
    // No function has a ~/.aws: without this each setting looks for two files at the first call.
    module: /\/loadSharedConfigFiles$/,
    by: `const none = { configFile: {}, credentialsFile: {} };
         export const CONFIG_PREFIX_SEPARATOR = '.';
         export const loadSharedConfigFiles = async () => none;`,
  },
  {
    // No operation of ours streams events; 15 KB.
    module: /^@smithy\/core\/event-streams$/,
    by: `export const EventStreamSerde = undefined;
         export const eventStreamSerdeProvider = undefined;
         export const resolveEventStreamSerdeConfig = (config) => config;`,
  },
  {
    // Which invocation a call belongs to, for a runtime that runs several at once; ours runs one, whose trace is
    // in the environment. 2 KB.
    module: /^@aws\/lambda-invoke-store$/,
    by: 'export const InvokeStore = { getInstanceAsync: async () => undefined };',
  },
  {
    // For DynamoDB endpoint discovery, which is off unless asked for; it brings a cache and its iterators: 8 KB.
    module: /^@aws-sdk\/endpoint-cache$/,
    by: 'export class EndpointCache {}',
  },
  {
    // A client of ours retries as the SDK does unless told otherwise, never adaptively; 3 KB.
    module: /\/AdaptiveRetryStrategy$/,
    by: 'export class AdaptiveRetryStrategy {}',
  },
  {
    // SHA-256 in JavaScript, for a Node without it; 3 KB.
    module: /^\.\/Sha256Js$/,
    importer: /Sha256Node\.js$/,
    by: 'export class Sha256Js {}',
  },
  {
    // Each zod schema carries its own way to JSON Schema; 15 KB. This one finds it through the generator, so
    // z.toJSONSchema still works in the one function that describes the API.
    module: /json-schema-processors\.js$/,
    importer: /zod\/v4\/classic\/schemas\.js$/,
    by: `const processor = (schema, context, json, params) =>
           context.processors[schema._zod.def.type](schema, context, json, params);
         export { ${processorNames().map((name) => `processor as ${name}`)} };`,
  },
  {
    module: /to-json-schema\.js$/,
    importer: /zod\/v4\/classic\/schemas\.js$/,
    by: `const refuse = () => () => { throw new Error('Use z.toJSONSchema(schema): infra/bundle.ts.'); };
         export { refuse as createToJSONSchemaMethod, refuse as createStandardJSONSchemaMethod };`,
  },
];

/** What zod's schemas ask of the module that turns them into JSON Schema. */
function processorNames(): string[] {
  const module = new URL('json-schema-processors.js', import.meta.resolve('zod/v4/core'));
  return [...readFileSync(module, 'utf8').matchAll(/^export const (\w+Processor)\b/gm)].map(([, name]) =>
    String(name),
  );
}

/** Leaves out of a bundle what its function cannot use. */
function plain(): Plugin {
  return {
    name: 'plain',
    setup(build) {
      for (const [index, { module, importer, by }] of replacements.entries()) {
        build.onResolve({ filter: module }, (args) =>
          importer === undefined || importer.test(args.importer)
            ? { path: `${index}`, namespace: 'plain', sideEffects: false }
            : undefined,
        );
        build.onLoad({ filter: new RegExp(`^${index}$`), namespace: 'plain' }, () => ({
          contents: by,
          resolveDir: root,
        }));
      }
      // The SDK wants the version out of its package.json; the rest of that file would come along.
      build.onLoad({ filter: /node_modules\/@aws-sdk\/[^/]+\/package\.json$/ }, async ({ path }) => {
        const { default: pkg } = (await import(path, { with: { type: 'json' } })) as {
          default: { version: string };
        };
        return { contents: JSON.stringify({ version: pkg.version }), loader: 'json' };
      });
    },
  };
}

/**
 * Takes Node's own modules by `process.getBuiltinModule`: no module record for each, CommonJS packages can
 * `require` them inside an ES module, and one that nobody reads at start is not loaded at start.
 */
function builtins(): Plugin {
  const names = new RegExp(`^(node:.*|${builtinModules.join('|')})$`);
  return {
    name: 'builtins',
    setup(build) {
      build.onResolve({ filter: names }, ({ path }) => ({
        path: path.replace(/^(node:)?/, 'node:'),
        namespace: 'builtin',
        sideEffects: false,
      }));
      build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
        contents: `module.exports = process.getBuiltinModule('${path}');`,
      }));
    },
  };
}
