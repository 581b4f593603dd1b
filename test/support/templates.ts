import { rmSync } from 'node:fs';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from '../../infra/local/command.ts';
import { programs, project, region } from '../../infra/local/project.ts';
import { privatePython } from '../../infra/local/python.ts';

/** The deployments to AWS whose templates are looked at, by their context values. */
const deployments = {
  'one region': { sender: 'no-reply@portico.example' },
  'two regions': {
    regions: 'eu-west-2,eu-west-1',
    domain: 'portal.portico.example',
    hostedZoneId: 'Z0123456789ABC',
    hostedZone: 'portico.example',
    alarmAddress: 'operations@portico.example',
    oidcIssuer: 'https://identity.portico.example',
    oidcClientIds: 'portico',
    oidcKeysUrl: 'https://identity.portico.example/keys',
    oidcTokenUrl: 'https://identity.portico.example/token',
    oidcAuthorizeUrl: 'https://identity.portico.example/authorize',
  },
} as const;

/** Nothing that knows an account: the templates are made as where there is none. All that is left lies in a folder. */
const environment = (folder: string) => ({
  PATH: `${programs}${delimiter}${process.env.PATH}`,
  HOME: folder,
  TMPDIR: folder,
  AWS_REGION: region,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  CDK_DISABLE_CLI_TELEMETRY: 'true',
  PORTICO_BUNDLES: process.env.PORTICO_BUNDLES,
});

/** cfn-lint's own command: its environment has been moved since its script was written. */
const lint = 'import sys; from cfnlint.runner import main; sys.exit(main())';

/** W3005: the CDK says of each function that it depends on its role, which follows from its properties as well. */
const ignored = ['--ignore-checks', 'W3005'];

/** Makes the templates of each deployment as for AWS, where cdk-nag looks at them, and has cfn-lint read them. */
export async function checkTemplates(): Promise<{ ok: boolean; output: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'portico-'));
  const env = environment(folder);
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    const python = await privatePython('lint', () => {});
    const templates: string[] = [];
    for (const [name, values] of Object.entries(deployments)) {
      const assembly = join(folder, name.replace(' ', '-'));
      const context = Object.entries(values).flatMap(([key, value]) => ['-c', `portico:${key}=${value}`]);
      const cdk = [join(programs, 'cdk'), 'synth', '--quiet', '--no-notices', '--output', assembly] as const;
      const made = await run([...cdk, ...context], { cwd: project, env });
      if (made.code !== 0) return { ok: false, output: `The templates for ${name}:\n${made.output}` };
      const files = (await readdir(assembly)).filter((file) => file.endsWith('.template.json'));
      templates.push(...files.map((file) => join(assembly, file)));
    }
    if (templates.length === 0) return { ok: false, output: 'There are no templates.' };
    const linted = await run([python, '-c', lint, ...ignored, '--', ...templates], { cwd: project, env });
    return { ok: linted.code === 0, output: linted.output };
  } finally {
    process.off('exit', remove);
    remove();
  }
}
