import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { build } from 'esbuild';
import { ExampleConsumer } from './stack.ts';

const code = join(process.env.CDK_OUTDIR ?? 'cdk.out', 'example-consumer');
await build({
  entryPoints: [join(import.meta.dirname, 'count.ts')],
  outfile: join(code, 'index.mjs'),
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  // Parts of the SDK are CommonJS, which asks for Node's own modules by `require`.
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
  },
  // The installed package, as a consumer has it, not what tsconfig.json shows the editor.
  tsconfigRaw: {},
  logLevel: 'warning',
});

const { CDK_DEFAULT_REGION: region, CDK_DEFAULT_ACCOUNT: account } = process.env;
const app = new App({ analyticsReporting: false });
Validations.of(app).addPlugins(new AwsSolutionsChecks(undefined, { verbose: true }));
new ExampleConsumer(app, 'ExampleConsumer', {
  env: { ...(region && { region }), ...(account && { account }) },
  code,
  busName: 'portico',
});
app.synth();
