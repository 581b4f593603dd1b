import { beforeEach, describe, expect, it, vi } from 'vitest';
import { endStaffSession } from '../../../functions/staff/end-staff-session/contract.ts';
import { listAudit } from '../../../functions/staff/list-audit/contract.ts';
import { readStaffMe } from '../../../functions/staff/read-staff-me/contract.ts';
import { monday, standingClock } from '../../support/clock.ts';
import { type GivenPractice, givenPractice, givenRemoved, staffToken } from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';

standingClock();

let given: GivenPractice;
let token: string;

beforeEach(async () => {
  given = await givenPractice();
  token = await staffToken(given, given.manager);
});

const minutes = (count: number) => monday + count * 60_000;

describe('a session of staff', () => {
  it('[1.2] tells who is signed in, in which roles, and where', async () => {
    const { practiceId, manager } = given;
    expect(await ask(readStaffMe, { token })).toMatchObject({
      status: 200,
      body: {
        practiceId,
        staffId: manager.id,
        roles: ['manager'],
        memberships: [{ practiceId, staffId: manager.id, practice: 'Test Practice' }],
      },
    });
  });

  it('[1.2] ends with signing out, also when its idle limit is put off by the same request', async () => {
    vi.setSystemTime(minutes(10));
    const ended = await ask(endStaffSession, { token });
    expect(ended.status).toBe(204);
    expect(ended.cookies[0]).toMatch(/^portico-staff=; Max-Age=0; .*HttpOnly/);
    expect(await ask(readStaffMe, { token })).toMatchObject({
      status: 401,
      body: { type: '/problems/session-ended' },
    });
    const other = await staffToken(given, given.admin);
    const { body } = await ask(listAudit, { params: { practiceId: given.practiceId }, token: other });
    expect(body.items[0]).toMatchObject({ what: 'staff.signed-out', actor: `staff:${given.manager.id}` });
  });

  it('[1.2] ends after fifteen idle minutes, and after twelve hours whatever is done', async () => {
    vi.setSystemTime(minutes(14));
    expect((await ask(readStaffMe, { token })).status).toBe(200);
    vi.setSystemTime(minutes(14 + 14));
    expect((await ask(readStaffMe, { token })).status).toBe(200);
    vi.setSystemTime(minutes(14 + 14 + 15));
    expect((await ask(readStaffMe, { token })).status).toBe(401);

    vi.setSystemTime(monday);
    const kept = await staffToken(given, given.manager);
    for (let at = 10; at < 12 * 60; at += 10) {
      vi.setSystemTime(minutes(at));
      expect((await ask(readStaffMe, { token: kept })).status).toBe(200);
    }
    vi.setSystemTime(minutes(12 * 60));
    expect((await ask(readStaffMe, { token: kept })).status).toBe(401);
  });

  it('[1.2] ends at once when its person is staff no longer', async () => {
    await givenRemoved(given, given.manager.id);
    expect((await ask(readStaffMe, { token })).status).toBe(401);
  });

  it('[1.2] is not had with another secret, nor with another’s place in the token', async () => {
    const [practice, , session, secret = ''] = token.split('.');
    const other = await staffToken(given, given.admin);
    const forged = [
      [practice, given.manager.id, session, other.split('.')[3]].join('.'),
      [practice, given.admin.id, session, secret].join('.'),
      [practice, given.manager.id, other.split('.')[2], secret].join('.'),
      'Bearer',
      `${token}x`,
    ];
    for (const attempt of forged) expect((await ask(readStaffMe, { token: attempt })).status).toBe(401);
  });
});
