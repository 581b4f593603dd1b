import { listAppointmentsOfClient } from '../../shared/data/appointment.ts';
import { putHours } from '../../shared/data/availability.ts';
import { putLocation, putService, putStaff } from '../../shared/data/catalogue.ts';
import { commit, newId } from '../../shared/data/change.ts';
import { newAppointmentLink } from '../../shared/data/link.ts';
import { getPractice } from '../../shared/data/practice.ts';
import { tieIdentity } from '../../shared/data/staff-identity.ts';
import { decideAgain, transact, transactOnce } from '../../shared/data/table.ts';
import { formatLinkToken } from '../../shared/domain/token.ts';
import { dateText } from '../../shared/domain/when.ts';
import { dateOf, dayOf, instantsOf, localOf, MINUTES_OF_A_DAY, minutesOf } from '../../shared/domain/zone.ts';
import { type Outputs, output } from './deploy.ts';
import { makeAppointment, makeClient, makePractice, seedChange } from './records.ts';
import * as given from './seed-practice.ts';
import { makeStaffUser } from './staff-users.ts';

const scope = { practiceId: given.practice.id };

/** The date some weekdays from another, counting no Saturday or Sunday. */
export function weekdaysFrom(date: string, count: number): string {
  const step = Math.sign(count);
  let day = dayOf(date);
  for (let left = Math.abs(count); left > 0; ) {
    day += step;
    // 1970-01-01, day 0, was a Thursday: days 2 and 3 of each week from there are Saturday and Sunday.
    if (![2, 3].includes(((day % 7) + 7) % 7)) left -= 1;
  }
  return dateOf(day);
}

/** Catalogue and hours of the practice, in one transaction. */
async function makeCatalogue(): Promise<void> {
  const { services, locations, staff, hours } = given;
  await commit(scope, seedChange(), {
    writes: [
      ...Object.values(services).map((service) => putService(scope, service, 'new')),
      ...Object.values(locations).map((location) => putLocation(scope, location, 'new')),
      ...Object.values(staff).map((member) => putStaff(scope, member, 'new')),
      ...hours.map(({ of, week }) => putHours(scope, of.id, week, 0)),
    ],
    happenings: [],
  });
}

/** Appointments around today, at local times of the practice. */
async function makeAppointments(now: number): Promise<void> {
  const { zone } = given.practice;
  const today = localOf(zone, Math.floor(now / 60_000)).date;
  for (const { client, clinician, service, at, weekday, clock, kind, paid = false } of given.appointments) {
    const wall = dayOf(weekdaysFrom(today, weekday)) * MINUTES_OF_A_DAY + minutesOf(clock);
    const [minute] = instantsOf(zone, wall);
    if (minute === undefined) throw new Error(`The clocks skip ${clock} on that day.`);
    await makeAppointment(scope, {
      id: newId('appointment', now),
      clientId: client.id,
      staffId: clinician.id,
      serviceId: service.id,
      locationId: at.id,
      startsAt: new Date(minute * 60_000).toISOString(),
      zone,
      durationMinutes: service.durationMinutes,
      status: given.statuses[kind],
      paid,
    });
  }
}

/** Admin, manager and clinician can sign in; whoever could already keeps their place. */
async function makeUsers(outputs: Outputs): Promise<void> {
  const poolId = output(outputs, 'StaffPoolId');
  const issuer = output(outputs, 'StaffIssuer');
  const { admin, manager, clinician } = given.staff;
  for (const { id, email } of [admin, manager, clinician]) {
    const subject = await makeStaffUser(poolId, String(email), given.password);
    await transactOnce([tieIdentity(scope, id, issuer, subject)]);
  }
}

/** A new link to the next appointment of a client who has one. */
async function makeLink(now: number, siteUrl: string): Promise<{ url: string; day: string }> {
  const { elsie } = given.clients;
  const { items } = await listAppointmentsOfClient(scope, elsie.id, 'upcoming', now, { limit: 20 });
  const next = items.find((appointment) => appointment.statusKind === 'booked');
  if (!next) throw new Error('The appointments of the seed are over. Start the engine afresh.');
  const { link, secret, write } = newAppointmentLink(scope, seedChange(now), next, { epoch: 0 });
  await decideAgain(() => transact([write]));
  const token = formatLinkToken({ ...scope, linkId: link.id, secret });
  const place = { zone: next.zone, country: given.practice.country };
  return { url: `${siteUrl}/a#${token}`, day: dateText(next.startsAt, place) };
}

/**
 * Fills a fresh engine with a practice to try Portico with, through the same modules as its functions: their
 * environment must be set. On an engine that has it already only the users and a new link are made.
 */
export async function seed(where: {
  endpoint: string;
  outputs: Outputs;
  siteUrl: string;
}): Promise<{ lines: string[] }> {
  const { outputs, siteUrl } = where;
  const now = Date.now();
  if (!(await getPractice(scope))) {
    const { settings, preferences } = given;
    const practice = await makePractice(given.practice, given.statuses, { settings, preferences });
    await makeCatalogue();
    for (const client of Object.values(given.clients))
      await makeClient(practice, client, seedChange(), given.accessOf(client));
    await makeAppointments(now);
  }
  await makeUsers(outputs);
  const { url, day } = await makeLink(now, siteUrl);
  const { elsie } = given.clients;
  const { admin, manager, clinician } = given.staff;
  return {
    lines: [
      `${given.practice.name}: ${elsie.givenName} has a link to her appointment on ${day}. Open it as she would:`,
      '',
      `  ${url}`,
      '',
      `  Date of birth ${elsie.dateOfBirth}, postcode ${elsie.postcode}`,
      '',
      `She signs in by e-mail as ${elsie.email} at ${siteUrl}/p/${given.practice.slug}, where new clients`,
      `ask for a time too; what is sent is at ${siteUrl}/_local/inbox`,
      '',
      `Staff sign in with the password ${given.password} as`,
      `  ${admin.email} (admin), ${manager.email} (manager), ${clinician.email} (clinician)`,
    ],
  };
}
