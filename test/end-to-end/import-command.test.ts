import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { listAppointmentsOfClient } from '../../shared/data/appointment.ts';
import { type GivenPractice, givenPractice, staffToken } from '../support/given.ts';
import { clientsOf } from '../support/imports.ts';

const { siteUrl, endpoint } = inject('portal');

let given: GivenPractice;
let folder: string;
let token: string;
beforeEach(async () => {
  given = await givenPractice();
  token = await staffToken(given, given.manager);
  folder = await mkdtemp(join(tmpdir(), 'portico-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the command in the folder of its files, as somebody whose portal is elsewhere. */
function importFiles(
  files: readonly string[],
  environment: Record<string, string> = { PORTICO_TOKEN: token },
) {
  const command = join(import.meta.dirname, '../../infra/local/import.ts');
  const child = spawn(process.execPath, [command, '--url', siteUrl, ...files], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  return new Promise<{ code: number | null; output: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, output }));
  });
}

const inDays = (days: number) =>
  `${new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)}T09:00`;

describe('the import command', () => {
  it('[8.3] imports files given in any order, lists bad rows, and changes nothing the second time', async () => {
    const address = `marina.${given.practiceId.toLowerCase()}@mail.example`;
    await writeFile(
      join(folder, 'clients.csv'),
      `externalId,givenName,familyName,email,emailConsent\nc1,Marina,Okafor,${address},yes\nc2,Jonas,,,\n`,
    );
    await writeFile(
      join(folder, 'appointments.csv'),
      `externalId,client,staff,startsAt,durationMinutes\na1,c1,${given.clinician.id},${inDays(30)},30\n`,
    );
    const files = ['appointments.csv', 'clients.csv'];
    const { code, output } = await importFiles(files);
    expect(output).toContain(
      'clients.csv: 1 imported, 1 bad\n  line 3, familyName: This is missing. Not imported.\n',
    );
    expect(output).toContain('appointments.csv: 1 imported\n');
    expect(code).toBe(1);

    const [marina] = await clientsOf(given);
    const { items } = await listAppointmentsOfClient(given, String(marina?.id), 'upcoming', Date.now(), {
      limit: 10,
    });
    expect(items).toHaveLength(1);

    expect((await importFiles(['appointments.csv'])).code).toBe(0);
    expect((await importFiles(files)).output).toContain('appointments.csv: 0 imported, 1 here already\n');
    // Nobody is written to on account of an import.
    const sent = await fetch(`${endpoint}/_ministack/ses/messages`).then((answer) => answer.text());
    expect(sent).not.toContain(address);
  });

  it('[8.3] says why a whole file is refused, and imports the others', async () => {
    await writeFile(join(folder, 'wrong.csv'), 'externalId,givenName,familyName,emial\nc1,Marina,Okafor,x\n');
    await writeFile(join(folder, 'empty.csv'), '');
    await writeFile(join(folder, 'clients.xlsx'), 'x');
    await writeFile(join(folder, 'clients.csv'), 'externalId,givenName,familyName\nc1,Marina,Okafor\n');
    const { code, output } = await importFiles(['wrong.csv', 'empty.csv', 'clients.xlsx', 'clients.csv']);
    expect(code).toBe(1);
    expect(output).toMatch(/wrong\.csv: refused, nothing was imported\. Line 1, emial: .*"emial"/);
    expect(output).toMatch(/empty\.csv: refused, nothing was imported\. .*empty/);
    expect(output).toMatch(/clients\.xlsx: refused, nothing was imported\. .*\.ndjson/);
    expect(output).toContain('clients.csv: 1 imported\n');
  });

  it('[8.3] ends with 2, and one clear line, when nothing can be tried', async () => {
    await writeFile(join(folder, 'clients.csv'), 'externalId,givenName,familyName\n');
    const clinician = await staffToken(given, given.clinician);
    for (const [files, environment, line] of [
      [['clients.csv'], {}, 'PORTICO_TOKEN'],
      [['clients.csv'], { PORTICO_TOKEN: 'nonsense' }, 'PORTICO_TOKEN'],
      [['clients.csv'], { PORTICO_TOKEN: clinician }, 'an admin or a manager'],
      [['nothing.csv'], { PORTICO_TOKEN: token }, 'nothing.csv'],
      [['--sorce', 'x', 'clients.csv'], { PORTICO_TOKEN: token }, '--sorce'],
    ] as const) {
      const { code, output } = await importFiles(files, environment);
      expect(code).toBe(2);
      expect(output).toContain(line);
      expect(output).not.toContain('    at ');
    }
  });
});
