import { beforeAll, describe, expect, inject, it } from 'vitest';
import { changeAppointment } from '../../functions/client/change-appointment/contract.ts';
import { listMoveOpenings } from '../../functions/client/list-move-openings/contract.ts';
import { readAppointment } from '../../functions/client/read-appointment/contract.ts';
import { listPortalOpenings } from '../../functions/public/list-portal-openings/contract.ts';
import { listPortalServices } from '../../functions/public/list-portal-services/contract.ts';
import { openAppointmentLink } from '../../functions/public/open-appointment-link/contract.ts';
import { openStaffSession } from '../../functions/public/open-staff-session/contract.ts';
import { readStaffMe } from '../../functions/staff/read-staff-me/contract.ts';
import { output } from '../../infra/local/deploy.ts';
import { seed, weekdaysFrom } from '../../infra/local/seed.ts';
import { engineApi } from '../support/engine-api.ts';
import { overHttp } from '../support/http.ts';

const portal = inject('portal');
const ask = overHttp(portal.apiUrl);

/** What `npm start` prints, taken apart as a person would. */
let lines: string;
const printed = (pattern: RegExp) => pattern.exec(lines)?.[1] ?? '';

beforeAll(async () => {
  // Whatever ran before: an engine that has the practice already keeps it and gives another link.
  await seed(portal);
  lines = (await seed(portal)).lines.join('\n');
});

describe('the practice of a machine', () => {
  it('[9.2] has a link that opens with the details that are printed, and an appointment that moves', async () => {
    expect(printed(/(\S+)\/a#/)).toBe(portal.siteUrl);
    const opened = await ask(openAppointmentLink, {
      body: {
        token: printed(/\/a#(\S+)/),
        dateOfBirth: printed(/Date of birth ([\d-]+)/),
        postcode: printed(/postcode (.+)$/m),
      },
    });
    if (opened.body.outcome !== 'session') throw new Error(JSON.stringify(opened.body));
    const { appointmentId } = opened.body;
    const about = { params: { appointmentId }, token: String(opened.body.token) };
    const read = await ask(readAppointment, about);
    expect(read.body).toMatchObject({ change: { allowed: true }, cancellation: { allowed: true } });
    expect(read.body.policy?.text).toContain('24 hours');
    const { items } = (await ask(listMoveOpenings, about)).body;
    const moved = await ask(changeAppointment, { ...about, body: { startsAt: items[0]?.startsAt } });
    expect(moved).toMatchObject({ status: 200, body: { startsAt: items[0]?.startsAt } });
  });

  it('[5.1] takes new clients: their first visit is listed, with free times', async () => {
    const slug = printed(/\/p\/([\w-]+)/);
    const listed = await ask(listPortalServices, { params: { slug } });
    const [first] = listed.body.items;
    expect(listed.body.items).toMatchObject([{ name: 'First assessment' }]);
    const openings = await ask(listPortalOpenings, {
      params: { slug },
      query: { serviceId: String(first?.id) },
    });
    expect(openings.body.items.length).toBeGreaterThan(5);
  });

  it.each(['admin', 'manager', 'clinician'])(
    '[1.2] has a %s who can sign in with what is printed',
    async (role) => {
      const { AuthenticationResult } = await engineApi<{ AuthenticationResult: { IdToken: string } }>(
        portal.endpoint,
        'identity',
        'InitiateAuth',
        {
          AuthFlow: 'USER_PASSWORD_AUTH',
          ClientId: output(portal.outputs, 'StaffClientId'),
          AuthParameters: {
            USERNAME: printed(new RegExp(`(\\S+) \\(${role}\\)`)),
            PASSWORD: printed(/password (\S+)/),
          },
        },
      );
      const signedIn = await ask(openStaffSession, { body: { idToken: AuthenticationResult.IdToken } });
      expect(signedIn).toMatchObject({ status: 200, body: { roles: [role] } });
      const me = await ask(readStaffMe, { token: String(signedIn.body.token) });
      expect(me.body.memberships).toEqual([
        { practiceId: me.body.practiceId, staffId: me.body.staffId, practice: 'Riverside Therapy' },
      ]);
    },
  );

  it.each([
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-20', 6, '2026-11-30'],
    ['2026-11-22', 1, '2026-11-23'],
    ['2026-11-23', -1, '2026-11-20'],
    ['2026-11-21', -5, '2026-11-16'],
    ['2026-11-18', 0, '2026-11-18'],
  ])('[9.2] has appointments on weekdays: from %s, %i of them on is %s', (date, count, expected) => {
    expect(weekdaysFrom(date, count)).toBe(expected);
  });
});
