import { beforeEach, describe, expect, it } from 'vitest';
import { listImportProblems } from '../../../functions/staff/list-import-problems/contract.ts';
import { readImport } from '../../../functions/staff/read-import/contract.ts';
import { startImport } from '../../../functions/staff/start-import/contract.ts';
import { getImport } from '../../../shared/data/import.ts';
import { LARGEST_FILE } from '../../../shared/domain/import/progress.ts';
import { type GivenPractice, givenPractice, staffToken } from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { imported, oneChunk } from '../../support/imports.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();

const clients = 'externalId,givenName,familyName\nc1,Marina,Okafor\nc2,,Berg\nc3,Ada,\n';
const body = { fileName: 'clients.csv', bytes: clients.length };

let given: GivenPractice;
let params: { practiceId: string };
let manager: string;
beforeEach(async () => {
  given = await givenPractice();
  params = { practiceId: given.practiceId };
  manager = await staffToken(given, given.manager);
});

describe('starting an import', () => {
  it('[8.3] answers where to put the file, and imports what was put there', async () => {
    const begun = await ask(startImport, { params, token: manager, body });
    expect(begun).toMatchObject({
      status: 201,
      body: { import: { state: 'waiting', rows: null, fileName: 'clients.csv' }, upload: { method: 'PUT' } },
    });
    const { import: it, upload } = begun.body;
    const put = await fetch(upload.url, { method: upload.method, headers: upload.headers, body: clients });
    expect(put.status).toBe(200);
    expect(await oneChunk(given, it.id)).toBe(true);
    const read = await ask(readImport, { params: { ...params, importId: it.id }, token: manager });
    expect(read.body).toMatchObject({ state: 'done', rows: 3, imported: 1, rejected: 2 });
  });

  it('[8.3] takes a file of exactly the size that was said', async () => {
    const { upload } = (await ask(startImport, { params, token: manager, body })).body;
    const { 'content-length': _, ...headers } = upload.headers;
    const put = await fetch(upload.url, { method: 'PUT', headers, body: `${clients}c4,More,Rows\n` });
    expect(put.status).toBe(403);
  });

  it('[3.6] gives the same import again for the same Idempotency-Key', async () => {
    const question = { params, token: manager, body, headers: { 'idempotency-key': 'import-1' } };
    const [first, second] = [await ask(startImport, question), await ask(startImport, question)];
    expect(second.body).toEqual(first.body);
    expect(second.headers['idempotency-replayed']).toBe('true');
  });

  it.each([
    [{ ...body, fileName: 'clients.xlsx' }, '/fileName'],
    [{ ...body, fileName: '' }, '/fileName'],
    [{ ...body, bytes: 0 }, '/bytes'],
    [{ ...body, bytes: LARGEST_FILE + 1 }, '/bytes'],
    [{ ...body, source: 'Old Diary' }, '/source'],
    [{ ...body, kind: 'clients' }, '/kind'],
    [{ fileName: 'clients.csv' }, '/bytes'],
  ])('[8.3] refuses %j by name', async (wrong, pointer) => {
    const refused = await ask(startImport, { params, token: manager, body: wrong });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
    expect(refused.body.errors?.map((error) => error.pointer)).toEqual([pointer]);
  });

  it('[1.2] is for admins and managers', async () => {
    const clinician = await staffToken(given, given.clinician);
    expect(await ask(startImport, { params, token: clinician, body })).toMatchObject({ status: 403 });
    const admin = await staffToken(given, given.admin);
    const { id } = (await ask(startImport, { params, token: admin, body })).body.import;
    expect(await getImport(given, id)).toMatchObject({ mayMakeAdmins: true, startedBy: given.admin.id });
    const { id: managers } = (await ask(startImport, { params, token: manager, body })).body.import;
    expect(await getImport(given, managers)).toMatchObject({ mayMakeAdmins: false });
  });
});

describe('watching an import', () => {
  it('[8.3] lists its bad rows in the order of the file, a page at a time', async () => {
    const { id: importId } = await imported(given, 'clients.csv', clients);
    const question = { params: { ...params, importId }, token: manager, query: { limit: '1' } };
    const first = await ask(listImportProblems, question);
    expect(first.body.items).toEqual([
      { line: 3, row: 2, field: 'givenName', reason: 'This is missing.', outcome: 'rejected' },
    ]);
    const query = { limit: '1', cursor: String(first.body.next) };
    const second = await ask(listImportProblems, { ...question, query });
    expect(second.body).toMatchObject({ items: [{ line: 4, field: 'familyName' }], next: null });
  });

  it("[1.2] is not for another practice's staff", async () => {
    const { id: importId } = await imported(given, 'clients.csv', clients);
    const other = await givenPractice();
    const token = await staffToken(other, other.admin);
    for (const practiceId of [given.practiceId, other.practiceId])
      for (const route of [readImport, listImportProblems])
        expect(await ask(route, { params: { practiceId, importId }, token })).toMatchObject({ status: 404 });
  });
});
