import { beforeEach, describe, expect, it } from 'vitest';
import { readPortal } from '../../../functions/public/read-portal/contract.ts';
import { changeSlug } from '../../../functions/staff/change-slug/contract.ts';
import { readPractice } from '../../../functions/staff/read-practice/contract.ts';
import { updatePractice } from '../../../functions/staff/update-practice/contract.ts';
import { standingClock } from '../../support/clock.ts';
import { eventsOf } from '../../support/events.ts';
import { type GivenPractice, givenPractice, staffToken } from '../../support/given.ts';
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

/** A slug that no other test has. */
const freeSlug = () => `s-${given.practiceId.slice(-20).toLowerCase()}`;

describe('the profile', () => {
  it('[1.1] shows name, contact, zone, country, web address and how the colour is used', async () => {
    const { status, headers, body } = await ask(readPractice, { params, token });
    expect({ status, etag: headers.etag }).toEqual({ status: 200, etag: '"1"' });
    expect(body).toMatchObject({
      id: given.practiceId,
      name: 'Test Practice',
      zone: 'Europe/London',
      country: 'GB',
      slug: given.practice.slug,
      brand: { label: '#ffffff' },
      version: 1,
    });
    expect(body).not.toHaveProperty('addressKey');
  });

  it('[1.1] changes what is named, keeps the rest, and tells of it', async () => {
    const body = { name: 'New Name', phone: '020 7946 0001' };
    const changed = await ask(updatePractice, { params, token, version: 1, body });
    expect(changed).toMatchObject({
      status: 200,
      body: { ...body, email: 'desk@practice.example', version: 2 },
    });
    expect(await eventsOf(given)).toMatchObject([
      { type: 'practice.changed.v1', data: { profileVersion: 2, changed: ['/name', '/phone'] } },
    ]);
  });

  it('[1.1] refuses another zone, which is a job of its own, and takes the present one', async () => {
    const body = { zone: 'Europe/Paris' };
    const refused = await ask(updatePractice, { params, token, version: 1, body });
    expect(refused).toMatchObject({ status: 422, body: { type: '/problems/validation' } });
    expect(refused.body.errors?.[0]?.pointer).toBe('/zone');
    const same = await ask(updatePractice, { params, token, version: 1, body: { zone: 'Europe/London' } });
    expect(same).toMatchObject({ status: 200, body: { version: 1 } });
  });

  it.each([
    ['name', ''],
    ['colour', 'green'],
    ['logoUrl', 'http://insecure.example/logo.png'],
    ['email', 'desk'],
    ['zone', 'Europe/Lundon'],
    ['country', 'gb'],
    ['country', 'XX'],
    ['country', 'UK'],
    ['phone', 'hello'],
    ['name', 'Two\nLines'],
  ])('[1.1] refuses a %s like "%s" by name', async (field, value) => {
    const refused = await ask(updatePractice, { params, token, version: 1, body: { [field]: value } });
    expect(refused.status).toBe(422);
    expect(refused.body.errors?.[0]?.pointer).toBe(`/${field}`);
  });

  it.each([
    ['phone', '+44 (0)20 7946-0001'],
    ['phone', '111'],
    ['country', 'NZ'],
  ])('[1.1] takes a %s like "%s"', async (field, value) => {
    const taken = await ask(updatePractice, { params, token, version: 1, body: { [field]: value } });
    expect(taken).toMatchObject({ status: 200, body: { [field]: value } });
  });

  it('[1.13] has a version apart from that of the settings', async () => {
    const body = { name: 'New Name' };
    await ask(updatePractice, { params, token, version: 1, body });
    const stale = await ask(updatePractice, { params, token, version: 1, body: { name: 'Other' } });
    expect(stale).toMatchObject({ status: 412, body: { current: 2 } });
  });
});

describe('the web address', () => {
  const put = (slug: string, version = 1, by = token, of = params) =>
    ask(changeSlug, { params: of, token: by, version, body: { slug } });

  it('[1.1] changes, and the old one keeps leading to the practice', async () => {
    expect(await put(freeSlug())).toMatchObject({ status: 200, body: { slug: freeSlug(), version: 2 } });
    expect((await ask(readPortal, { params: { slug: freeSlug() } })).status).toBe(200);
    const old = await ask(readPortal, { params: { slug: given.practice.slug } });
    expect(old.status).toBe(308);
    expect(old.headers.location).toContain(freeSlug());
    expect(await eventsOf(given)).toMatchObject([{ data: { profileVersion: 2, changed: ['/slug'] } }]);
  });

  it('[1.1] may go back to an address that the practice had', async () => {
    await put(freeSlug());
    expect(await put(given.practice.slug, 2)).toMatchObject({ status: 200, body: { version: 3 } });
  });

  it('[1.1] is refused where another practice has it, or had it, and nothing changes', async () => {
    const other = await givenPractice();
    const by = await staffToken(other, other.admin);
    const of = { practiceId: other.practiceId };
    await put(freeSlug());
    for (const slug of [freeSlug(), given.practice.slug]) {
      const refused = await put(slug, 1, by, of);
      expect(refused).toMatchObject({ status: 409, body: { type: '/problems/slug-taken' } });
      expect(refused.body.errors?.[0]?.pointer).toBe('/slug');
    }
    expect(await eventsOf(other)).toEqual([]);
  });

  it('[1.1] goes to one of two practices that want it at once', async () => {
    const other = await givenPractice();
    const by = await staffToken(other, other.admin);
    const answers = await Promise.all([
      put(freeSlug()),
      put(freeSlug(), 1, by, { practiceId: other.practiceId }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it.each(['ab', '-abc', 'abc-', 'Abc', 'a_b', 'a'.repeat(41), 'admin', 'v1/x'])(
    '[1.1] is refused when it is "%s"',
    async (slug) => {
      expect(await put(slug)).toMatchObject({ status: 422, body: { errors: [{ pointer: '/slug' }] } });
    },
  );

  it('[1.13] is changed over the profile’s version', async () => {
    expect(await put(freeSlug(), 7)).toMatchObject({ status: 412, body: { current: 1 } });
  });
});
