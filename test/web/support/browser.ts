import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';
import { project } from '../../../infra/local/project.ts';

const packed = fileURLToPath(new URL('../bin', import.meta.resolve('@sparticuz/chromium')));

/**
 * Where Chromium, its libraries and its fonts lie unpacked. The package itself would unpack to one place that
 * several test files look into at once; here the folder appears when it is whole.
 */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packed, '../package.json'), 'utf8'));
  const folder = join(project, '.portico', `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const before = process.env.TMPDIR;
  await mkdir(join(project, '.portico'), { recursive: true });
  const own = await mkdtemp(`${folder}-`);
  // The package unpacks to the system's temporary folder, whatever that is.
  process.env.TMPDIR = own;
  try {
    for (const part of ['chromium.br', 'fonts.tar.br', 'al2023.tar.br']) await inflate(join(packed, part));
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  // Another test file may have been quicker; its copy is as good.
  await rename(own, folder).catch(() => rm(own, { recursive: true, force: true }));
  return folder;
}

/** A real browser: the Chromium that comes as a package; elsewhere than on Linux the Chrome that is installed. */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform !== 'linux') return chromium.launch({ channel: 'chrome' });
  const folder = await unpacked();
  const launch = (libraries: Record<string, string>) =>
    chromium.launch({
      executablePath: join(folder, 'chromium'),
      args: ['--no-sandbox'],
      // The same fonts everywhere, also where none are installed.
      env: { ...process.env, FONTCONFIG_PATH: join(folder, 'fonts'), ...libraries },
    });
  return launch({}).catch((error: Error) => {
    // A plain Debian may lack libnss3 and its like.
    if (!error.message.includes('shared libraries')) throw error;
    return launch({ LD_LIBRARY_PATH: join(folder, 'al2023/lib') });
  });
}
