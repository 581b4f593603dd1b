import { beforeEach, describe, expect, it } from 'vitest';
import { createTemplate } from '../../../functions/staff/create-template/contract.ts';
import { deleteTemplate } from '../../../functions/staff/delete-template/contract.ts';
import { listAudit } from '../../../functions/staff/list-audit/contract.ts';
import { listTemplates } from '../../../functions/staff/list-templates/contract.ts';
import { previewTemplate } from '../../../functions/staff/preview-template/contract.ts';
import { updateTemplate } from '../../../functions/staff/update-template/contract.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import { notices } from '../../../shared/domain/template.ts';
import { standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import {
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
  staffToken,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';

standingClock();

let given: GivenPractice;
let params: { practiceId: string };
let token: string;

beforeEach(async () => {
  given = await givenPractice();
  params = { practiceId: given.practiceId };
  token = await staffToken(given, given.manager);
});

const body = { notice: 'reminder', channel: 'text', body: '{{practice}}: see you on {{when}}.' } as const;
const create = (over: object = {}, headers = {}) =>
  ask(createTemplate, { params, token, body: { ...body, ...over }, headers });
const ofTemplate = (templateId: string) => ({ ...params, templateId });
const list = async () => (await ask(listTemplates, { params, token })).body.items;
const unknown = 'tmpl_01J00000000000000000000000';

describe('a template', () => {
  it('[1.12] is the default one of each notice and channel until the practice writes its own', async () => {
    const before = await list();
    expect(before).toHaveLength(2 * notices.length);
    expect(before.every(({ id, version }) => id === null && version === null)).toBe(true);
    const created = await create();
    expect(created).toMatchObject({ status: 201, body: { ...body, subject: null, version: 1 } });
    const own = (await list()).filter(({ id }) => id !== null);
    expect(own).toEqual([{ ...created.body, variables: expect.objectContaining({ subject: [] }) }]);
  });

  it('[1.12] is one for each notice and channel, however many write it at once', async () => {
    const answers = await Promise.all([create(), create(), create()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const { body: made } = answers.find(({ status }) => status === 201)!;
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({
      type: '/problems/already-there',
      current: made.id,
    });
    expect((await create({ notice: 'appointmentChanged' })).status).toBe(201);
    expect(await eventsOf(given, 'template.changed.v1')).toHaveLength(2);
  });

  it('[3.6] is made once under one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await create({}, headers);
    const again = await create({}, headers);
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  it('[1.12] is changed over its version, which the loser of a race is told', async () => {
    const { body: made } = await create();
    const change = (words: string, version: number) =>
      ask(updateTemplate, { params: ofTemplate(made.id), token, version, body: { body: words } });
    expect(await change('See you on {{when}}.', 1)).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { id: made.id, body: 'See you on {{when}}.', version: 2 },
    });
    expect(await change('Other', 1)).toMatchObject({ status: 412, body: { current: 2 } });
    expect((await change('See you on {{when}}.', 2)).body.version).toBe(2);
    expect(await change('{{no}}', 2)).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: '/body' }] },
    });
    const answers = await Promise.all([change('One', 2), change('Two', 2)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const bare = await ask(updateTemplate, { params: ofTemplate(made.id), token, body: { body: 'x' } });
    expect(bare.status).toBe(428);
  });

  it('[1.12] keeps its subject where a change leaves it out', async () => {
    const { body: made } = await create({ channel: 'email', subject: 'Soon', body: 'Hello.' });
    const changed = await ask(updateTemplate, {
      params: ofTemplate(made.id),
      token,
      version: 1,
      body: { body: 'Hello {{firstName}}.' },
    });
    expect(changed.body).toMatchObject({ subject: 'Soon', body: 'Hello {{firstName}}.' });
  });

  it('[1.12] taken back leaves the default words, and may be written anew', async () => {
    const { body: made } = await create();
    const remove = (version: number) => ask(deleteTemplate, { params: ofTemplate(made.id), token, version });
    expect((await remove(7)).status).toBe(412);
    expect((await remove(1)).status).toBe(204);
    expect((await remove(1)).status).toBe(404);
    expect((await list()).every(({ id }) => id === null)).toBe(true);
    const anew = await create();
    expect(anew.status).toBe(201);
    expect(anew.body.id).not.toBe(made.id);
  });

  it('[9.3] is in the audit log with its words before and after; the event holds none of them', async () => {
    const { body: made } = await create();
    const at = { params: ofTemplate(made.id), token };
    await ask(updateTemplate, { ...at, version: 1, body: { body: 'Quite other words.' } });
    await ask(deleteTemplate, { ...at, version: 2 });
    const told = (await eventsOf(given, 'template.changed.v1')).toSorted(
      (one, other) => one.metadata.sequence - other.metadata.sequence,
    );
    expect(told.map(({ metadata, data }) => [metadata.sequence, data])).toEqual(
      [true, true, false].map((inUse, at) => [
        at + 1,
        { templateId: made.id, notice: 'reminder', channel: 'text', inUse },
      ]),
    );
    const { body: log } = await ask(listAudit, { params, token });
    const words = JSON.stringify(log.items);
    expect(words).toContain('see you on');
    expect(words.match(/Quite other words/g)).toHaveLength(2);
  });

  it('[1.2] of another practice is not there', async () => {
    const { body: made } = await create();
    const other = await givenPractice();
    const at = { params: { practiceId: other.practiceId, templateId: made.id }, version: 1 };
    const theirs = await staffToken(other, other.manager);
    expect((await ask(updateTemplate, { ...at, token: theirs, body: { body: 'x' } })).status).toBe(404);
    expect((await ask(deleteTemplate, { ...at, token: theirs })).status).toBe(404);
    expect((await ask(deleteTemplate, { ...at, params: ofTemplate(unknown), token })).status).toBe(404);
    expect(await list()).toContainEqual(expect.objectContaining({ id: made.id }));
  });

  it.each([
    ['ten thousand characters', { body: 'x'.repeat(10_000) }, '/body', 'too-big'],
    ['an unknown variable', { body: 'Hello {{surname}}' }, '/body', 'unknown-variable'],
    ['a section', { body: '{{#practice}}x{{/practice}}' }, '/body', 'section'],
    ['a name in a text', { body: 'Hello {{firstName}}' }, '/body', 'name-in-text'],
    ['a text of many parts', { body: 'x'.repeat(500) }, '/body', 'too-long'],
    ['a long subject', { channel: 'email', subject: 'x'.repeat(151) }, '/subject', 'too-big'],
    ['no subject of an e-mail', { channel: 'email' }, '/subject', 'empty'],
    ['an unknown notice', { notice: 'birthday' }, '/notice', 'invalid-value'],
    ['an unknown channel', { channel: 'letter' }, '/channel', 'invalid-value'],
  ])('[1.12] is refused with %s, by name', async (_, over, pointer, code) => {
    const refused = await create(over);
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.map((error) => [error.pointer, error.code])).toEqual([[pointer, code]]);
    expect((await list()).every(({ id }) => id === null)).toBe(true);
  });
});

describe('a preview', () => {
  let appointment: Appointment;

  beforeEach(async () => {
    const client = await givenClient(given, { givenName: 'Zebedee', familyName: 'Quux' });
    appointment = await givenAppointment(given, client);
  });

  const preview = (over: object) =>
    ask(previewTemplate, {
      params,
      token,
      body: { ...body, body: undefined, appointmentId: appointment.id, ...over },
    });

  it.each(notices)(
    '[1.12] shows %s of a real appointment by e-mail and by text, in the default words',
    async (notice) => {
      const email = await preview({ notice, channel: 'email' });
      expect(email.status).toBe(200);
      if (email.body.channel !== 'email') throw new Error('No e-mail.');
      expect(email.body.text).toContain('Zebedee');
      expect(email.body.text).not.toMatch(/\{\{|undefined|Quux|Therapy/);
      expect(email.body.html).toContain('Thursday 19 November 2026, 10:00am (United Kingdom Time)');
      expect(email.body.subject).toContain('Thu 19 Nov 2026');
      const text = await preview({ notice });
      if (text.body.channel !== 'text') throw new Error('No text.');
      expect(text.body.text).not.toMatch(/\{\{|undefined|Zebedee|Quux|Sam Staff/);
      expect(text.body).toMatchObject({ alphabet: 'gsm-7' });
      expect(text.body.parts).toBeLessThanOrEqual(2);
    },
  );

  it('[1.12] shows a draft, and what a text takes', async () => {
    const draft = { body: '{{practice}}: do {{when}}.' };
    expect((await preview({ draft })).body).toEqual({
      channel: 'text',
      text: 'Test Practice: do Thu 19 Nov 2026, 10:00am (United Kingdom Time).',
      alphabet: 'gsm-7',
      characters: 65,
      units: 65,
      parts: 1,
    });
    const polish = { body: 'Do zobaczenia {{when}}. Żegnaj, {{practice}}.' };
    expect((await preview({ draft: polish })).body).toMatchObject({
      text: 'Do zobaczenia Thu 19 Nov 2026, 10:00am (United Kingdom Time). Żegnaj, Test Practice.',
      alphabet: 'unicode',
      parts: 2,
    });
  });

  it('[1.12] shows the stored words, with an example of the link, or without while the portal is off', async () => {
    await create({ channel: 'email', subject: 'Soon', body: 'Hello {{firstName}}.\n\nSee {{link}}' });
    const shown = await preview({ channel: 'email' });
    if (shown.body.channel !== 'email') throw new Error('No e-mail.');
    expect(shown.body).toMatchObject({ subject: 'Soon' });
    expect(shown.body.text).toMatch(/See http\S+\/a#prac_\S+example/);
    expect(shown.body.html).toMatch(/See <a href="http[^"]+example/);
    expect(shown.body.html).not.toContain('View your appointment');
    const closed = await givenPractice({ settings: { clientPortal: false } });
    const client = await givenClient(closed);
    const { id } = await givenAppointment(closed, client);
    const off = await ask(previewTemplate, {
      params: { practiceId: closed.practiceId },
      token: await staffToken(closed, closed.manager),
      body: { notice: 'reminder', channel: 'email', appointmentId: id },
    });
    expect(JSON.stringify(off.body)).not.toContain('/a#');
  });

  it('[1.12] refuses a draft as saving does, and sends and keeps nothing', async () => {
    const refused = await preview({ draft: { body: '{{#when}}x{{/when}}' } });
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/body', code: 'section' }] } });
    expect((await list()).every(({ id }) => id === null)).toBe(true);
  });

  it('[9.3] of a client’s appointment is in the audit log; another practice’s is not there', async () => {
    await preview({});
    const { body: log } = await ask(listAudit, { params, token });
    expect(JSON.stringify(log.items)).toContain('template.previewed');
    const other = await givenPractice();
    const theirs = await givenAppointment(other, await givenClient(other));
    expect((await preview({ appointmentId: theirs.id })).status).toBe(404);
  });
});
