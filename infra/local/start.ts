import { exitWhenTold } from './command.ts';
import { deploy, functionEnvironment, output } from './deploy.ts';
import { startEngine } from './engine.ts';
import { freePort, Missing, wantedPort } from './prerequisites.ts';
import { engineEnvironment } from './project.ts';
import { noteRunning } from './running.ts';
import { serve } from './server.ts';
import { buildSite } from './site.ts';
import { keepUpToDate } from './watch.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** The endpoint that was given, or that of an engine started for this run. */
async function anEngine(): Promise<string> {
  const { AWS_ENDPOINT_URL: given, PORTICO_ENGINE_PORT: wanted } = process.env;
  if (given) return given.replace(/\/$/, '');
  const port = wanted ? await wantedPort('PORTICO_ENGINE_PORT', wanted) : await freePort();
  const engine = await startEngine('engine', port, say);
  engine.died.then(() => {
    say('The local engine has ended: .portico/engine.log may say why.');
    process.exit(1);
  });
  return engine.endpoint;
}

/** `npm start`: the whole portal on this machine, until Ctrl-C. */
async function start() {
  const startedAt = performance.now();
  const port = await wantedPort('PORT', process.env.PORT || '8080');
  const siteUrl = `http://127.0.0.1:${port}`;
  const endpoint = await anEngine();
  say('Deploying to the local engine');
  const [outputs, site] = await Promise.all([deploy({ endpoint, siteUrl }), buildSite('start')]);
  await serve({ port, endpoint, apiId: output(outputs, 'ApiId'), site });
  say('Making a practice to try it with');
  Object.assign(process.env, engineEnvironment(endpoint), functionEnvironment(outputs));
  const { seed } = await import('./seed.ts');
  const { lines } = await seed({ endpoint, outputs, siteUrl });
  await noteRunning({ siteUrl, endpoint, staffClientId: output(outputs, 'StaffClientId') });
  say(`
Portico is running (${((performance.now() - startedAt) / 1000).toFixed(0)} s).

  Site    ${siteUrl}
  Inbox   ${siteUrl}/_local/inbox   (e-mails and texts that were sent)
  API     ${siteUrl}/docs

${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}

A changed file is live within seconds. Ctrl-C stops everything.
`);
  keepUpToDate({ endpoint, siteUrl }, say);
}

exitWhenTold();
await start().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof Missing ? error.message : error instanceof Error ? error.stack : error}\n`,
  );
  process.exit(1);
});
