import { putHours } from '../../shared/data/availability.ts';
import { putSheets } from '../../shared/data/sheet.ts';
import { transact, type Write } from '../../shared/data/table.ts';
import type { WeeklyHours } from '../../shared/domain/availability.ts';
import type { Staff } from '../../shared/domain/catalogue.ts';
import { claim, type DaySheet } from '../../shared/domain/day-sheet.ts';
import { granted } from '../../shared/domain/decision.ts';
import { dateOf, dayOf } from '../../shared/domain/zone.ts';
import { type GivenPractice, givenPractice, givenStaff } from '../support/given.ts';
import { seeded } from './openings-cases.ts';

/** A large practice as there are: many clinicians, with days more than half full. */

const minute = 60_000;
const lengths = [30, 30, 30, 45, 60];

const week = (from: string, to: string): WeeklyHours =>
  [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: from, end: to }));

/** The sheets of some days from one on: appointments of half an hour to an hour from nine to five. */
function sheetsOf(first: number, days: number, share: number, random: () => number): DaySheet[] {
  const sheets = new Map<string, DaySheet>();
  for (let day = first; day < first + days; day += 1) {
    const end = day * 1440 + 17 * 60;
    for (let start = day * 1440 + 9 * 60; start < end; ) {
      const length = lengths[Math.floor(random() * lengths.length)]!;
      if (random() < share && start + length <= end) {
        const time = { startsAt: start * minute, endsAt: (start + length) * minute };
        const wanted = { ...time, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
        for (const sheet of granted(claim([...sheets.values()], wanted, 0))) sheets.set(sheet.date, sheet);
      }
      start += length;
    }
  }
  return [...sheets.values()];
}

const inParts = async (writes: readonly Write[]): Promise<void> => {
  for (let at = 0; at < writes.length; at += 50) await transact(writes.slice(at, at + 50));
};

export interface LargePractice extends GivenPractice {
  clinicians: readonly Staff[];
  range: { from: string; to: string };
}

/** So many clinicians who all give the first-visit service, from tomorrow on so many days 60 % full. */
export async function givenLargePractice(clinicians: number, days: number): Promise<LargePractice> {
  const random = seeded(5);
  const given = await givenPractice({ booking: true, hours: week('09:00', '17:00') });
  const first = dayOf(new Date(Date.now()).toISOString().slice(0, 10)) + 1;
  const others: Staff[] = [];
  for (let number = 1; number < clinicians; number += 1)
    others.push(
      await givenStaff(given, {
        roles: ['clinician'],
        bookableOnline: true,
        serviceIds: [given.service.id],
        name: `Clinician ${number}`,
      }),
    );
  for (const { id } of others)
    await transact([
      putHours(
        given,
        id,
        week('09:00', '17:00').map((entry) => ({ ...entry, locationId: given.location.id })),
        0,
      ),
    ]);
  const all = [given.clinician, ...others];
  for (const { id } of all) await inParts(putSheets(given, id, sheetsOf(first, days, 0.6, random)));
  return { ...given, clinicians: all, range: { from: dateOf(first), to: dateOf(first + days) } };
}
