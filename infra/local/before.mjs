// Runs before every npm script that needs the packages, so it is plain JavaScript for any Node: without
// the packages there is no Node 24 yet, and an older one cannot even read the TypeScript that would complain.
import { readFileSync } from 'node:fs';

const read = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
};

/** One line on what is wrong with node_modules, or undefined. npm leaves a list of what it installed. */
function whatIsMissing() {
  const installed = read('node_modules/.package-lock.json');
  if (installed === undefined) return 'The packages are not installed yet: run "npm ci" first.';
  for (const [path, wanted] of Object.entries(read('package-lock.json') ?? {})) {
    if (path === '' || wanted.optional || wanted.peer) continue;
    const found = installed[path]?.version;
    if (found !== wanted.version)
      return `The packages are out of date (${path.replace(/^.*node_modules\//, '')} is ${found ?? 'not there'}, ${wanted.version} is wanted): run "npm ci".`;
  }
  if (Number.parseInt(process.versions.node, 10) < 24)
    return `Node 24 comes with the packages, this is ${process.versions.node}: start it through npm ("npm start", "npm test").`;
  return undefined;
}

const line = whatIsMissing();
if (line !== undefined) {
  console.error(line);
  process.exit(1);
}
