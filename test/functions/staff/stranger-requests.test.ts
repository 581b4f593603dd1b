import { ulid } from 'ulid';
import { beforeEach, describe, expect, test } from 'vitest';
import { approveRequest } from '../../../functions/staff/approve-request/contract.ts';
import { listAudit } from '../../../functions/staff/list-audit/contract.ts';
import { listPracticeRequests } from '../../../functions/staff/list-practice-requests/contract.ts';
import { readRequest } from '../../../functions/staff/read-request/contract.ts';
import { undoDecision } from '../../../functions/staff/undo-decision/contract.ts';
import { getClientWithAccess } from '../../../shared/data/client.ts';
import { standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { type GivenPractice, givenClient, givenPractice, staffToken } from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';
import { givenRequest } from '../../support/requests.ts';
import { aStranger, asked, confirms } from '../../support/strangers.ts';

ownTable();
standingClock();

const { dateOfBirth, givenName, familyName } = aStranger();
let given: GivenPractice;
let email: string;
let token: string;
let requestId: string;
/** A stranger has asked and confirmed the address. */
async function confirmed() {
  await confirms(await asked(given, { email }));
  const [opened] = await eventsOf(given, 'request.opened.v1');
  requestId = (opened!.data as { requestId: string }).requestId;
}
beforeEach(async () => {
  given = await givenPractice({ booking: true });
  email = `${ulid().toLowerCase()}@mail.example`;
  token = await staffToken(given, given.manager);
});

const params = () => ({ practiceId: given.practiceId, requestId });
const read = () => ask(readRequest, { token, params: params() });
const approve = (body: object = {}) => ask(approveRequest, { token, params: params(), body });
const undo = () => ask(undoDecision, { token, params: params() });
const created = async () =>
  (await eventsOf(given, 'client.created.v1')).map(({ data }) => (data as { clientId: string }).clientId);

describe('staff see of a stranger’s request', () => {
  test('[2.10] what was typed, and which clients it may be of; who was shown is in the audit', async () => {
    const namesake = await givenClient(given, { givenName, familyName, dateOfBirth });
    await givenClient(given, { givenName, familyName, dateOfBirth: '1950-01-01', email: null, phone: null });
    await confirmed();
    const late = await givenClient(given, { email, dateOfBirth });
    const { body } = await read();
    expect(body).toMatchObject({
      person: { clientId: null, isNew: true },
      applicant: { name: 'Nora Finch', email, phone: '+442079460123', dateOfBirth, postcode: 'SE1 0ZZ' },
    });
    const likely = [
      { clientId: late.id, name: 'Ann Client', why: 'email-and-birth-date' },
      { clientId: namesake.id, name: 'Nora Finch', why: 'name-and-birth-date' },
    ];
    expect(body.possibleDuplicates).toEqual(likely);
    const { practiceId } = given;
    const list = await ask(listPracticeRequests, { token, params: { practiceId } });
    expect(list.body.items.map(({ possibleDuplicates }) => possibleDuplicates)).toEqual([likely]);
    const audit = await ask(listAudit, { token, params: { practiceId } });
    const notes = audit.body.items.filter(({ what }) => /^requests?\.read$/.test(what));
    expect(notes).toHaveLength(2);
    for (const note of notes) expect(JSON.stringify(note)).toContain(namesake.id);
  });

  test('[5.1] that it is on a client’s record, and who the form said', async () => {
    const client = await givenClient(given, { email, dateOfBirth });
    await confirmed();
    expect((await read()).body).toMatchObject({
      person: { clientId: client.id, name: 'Ann Client', isNew: false },
      applicant: { name: 'Nora Finch' },
      possibleDuplicates: [],
    });
  });
});

describe('an approval of a stranger’s request', () => {
  test('[5.3] makes a client with the details given, who may sign in; once, however often it is undone', async () => {
    await confirmed();
    const { body } = await approve();
    const { client, access } = (await getClientWithAccess(given, body.clientId!))!;
    expect(client).toMatchObject({ ...aStranger(), email, phone: '+442079460123', postcode: 'SE1 0ZZ' });
    expect(access.state).toBe('invited');
    expect((await undo()).body).toMatchObject({ state: 'pending', clientId: client.id });
    expect((await approve()).body).toMatchObject({ state: 'approved', clientId: client.id });
    expect(await created()).toEqual([client.id]);
  });

  test('[2.10] makes no second client of one who has that address and date of birth by now', async () => {
    await confirmed();
    const client = await givenClient(given, { email, dateOfBirth });
    const before = await created();
    expect((await approve()).body).toMatchObject({ state: 'approved', clientId: client.id });
    expect(await created()).toEqual(before);
    const [told] = await eventsOf(given, 'request.approved.v1');
    expect(told!.data).toMatchObject({ clientCreated: false });
  });

  test('[2.10] asks who it is where two clients fit, and takes either, or a new one', async () => {
    await confirmed();
    const twins = [
      await givenClient(given, { email, dateOfBirth }),
      await givenClient(given, { email, dateOfBirth }),
    ];
    expect(await approve()).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/clientId', code: 'choose' }] },
    });
    expect((await approve({ clientId: twins[1]!.id })).body.clientId).toBe(twins[1]!.id);
    await undo();
    const fresh = (await approve({ clientId: null })).body.clientId;
    expect(twins.map(({ id }) => id)).not.toContain(fresh);
    expect(await created()).toContain(fresh);
  });

  test('[2.10] takes a client of the practice alone, who is alive', async () => {
    await confirmed();
    const elsewhere = await givenClient(await givenPractice());
    const gone = await givenClient(given, { deceased: true });
    expect((await approve({ clientId: elsewhere.id })).status).toBe(404);
    expect(await approve({ clientId: gone.id })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/clientId' }] },
    });
    const tester = await givenClient(given, { test: true });
    expect((await approve({ clientId: tester.id })).body.clientId).toBe(tester.id);
    const [made] = await eventsOf(given, 'appointment.created.v1');
    expect(made!.metadata.test).toBe(true);
  });

  test('[2.10] never gives a client’s own request to another', async () => {
    const [one, other] = [await givenClient(given), await givenClient(given)];
    requestId = (await givenRequest(given, one)).id;
    expect((await approve({ clientId: other.id })).status).toBe(422);
    expect((await approve({ clientId: one.id })).body.clientId).toBe(one.id);
  });
});
