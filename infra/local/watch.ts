import { watch } from 'node:fs';
import { join } from 'node:path';
import { deploy, type Where } from './deploy.ts';
import { project } from './project.ts';
import { buildSite } from './site.ts';

const ofTheApi = ['functions', 'shared', 'infra'];
const ofTheSite = ['web', 'shared'];
const ignored = /^infra\/local\/|^web\/dist\/|\.generated\.|~$/;

/**
 * Keeps what runs up to date: after a change of its sources the API is deployed again, by the ordinary
 * command (so a new route, grant or schedule counts as well as a new line), and the site is built again.
 * What does not compile is told, and the old stays.
 *
 * @param tell gets a line for each change
 */
export function keepUpToDate(where: Where, tell: (line: string) => void): void {
  let changed = new Set<string>();
  let isBusy = false;
  let timer: NodeJS.Timeout | undefined;

  async function update() {
    if (isBusy) return;
    isBusy = true;
    while (changed.size > 0) {
      const files = [...changed];
      changed = new Set();
      const within = (folders: string[]) =>
        files.some((file) => folders.some((folder) => file.startsWith(`${folder}/`)));
      const startedAt = performance.now();
      const done = await Promise.all([
        within(ofTheApi) && deploy(where, false),
        within(ofTheSite) && buildSite('start'),
      ]).then(
        () => 'Live',
        (error: Error) => `Not live (${error.message})`,
      );
      const what = files.length === 1 ? files[0] : `${files.length} files`;
      tell(`${done}: ${what} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
    }
    isBusy = false;
  }

  for (const folder of new Set([...ofTheApi, ...ofTheSite]))
    watch(join(project, folder), { recursive: true }, (_, name) => {
      const file = `${folder}/${name}`;
      if (name === null || ignored.test(file)) return;
      changed.add(file);
      // Editors write a file in several steps.
      clearTimeout(timer);
      timer = setTimeout(update, 100);
    });
}
