// A fresh process: loads one bundle, calls it once, then again and again. Says how long each took, milliseconds.
import { performance } from 'node:perf_hooks';

const [bundle, text, calls] = process.argv.slice(2);
const event = JSON.parse(text);
const write = process.stdout.write.bind(process.stdout);
process.stdout.write = () => true;

const idle = process.cpuUsage();
const began = performance.now();
const { handler } = await import(bundle);
const loaded = performance.now();
const answer = await handler(event, {});
const answered = performance.now();
const { user, system } = process.cpuUsage(idle);

const warm = [];
for (let call = 0; call < Number(calls); call += 1) {
  const start = performance.now();
  await handler(event, {});
  warm.push(performance.now() - start);
}
write(
  JSON.stringify({
    init: loaded - began,
    first: answered - loaded,
    cpu: (user + system) / 1000,
    warm,
    status: answer.statusCode,
    body: answer.body,
  }),
);
process.exit(0);
