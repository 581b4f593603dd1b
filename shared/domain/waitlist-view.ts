import * as z from 'zod';
import { type Appointment, instant, localDate } from './appointment.ts';
import type { Catalogue } from './catalogue.ts';
import { type Client, fullName } from './client.ts';
import { appointmentId, clientId, offerId, staffId, waitlistEntryId } from './id.ts';
import type { Practice } from './practice.ts';
import { offerStateAt, type WaitlistEntry } from './waitlist.ts';
import { whenText } from './when.ts';

const offerView = z
  .object({
    id: offerId,
    startsAt: instant,
    endsAt: instant,
    localTime: z.string(),
    zone: z.string(),
    when: z.string().meta({ description: 'The time in words, with weekday, date and zone by name.' }),
    until: instant.meta({ description: 'It can be taken before this instant.' }),
    untilWhen: z.string(),
  })
  .meta({ id: 'Offer' });

/** An entry of the waiting list, as its client sees it (product 4.5). */
export const waitlistEntryView = z
  .object({
    id: waitlistEntryId,
    appointment: z.object({ id: appointmentId, startsAt: instant, when: z.string() }),
    clinician: z.object({ id: staffId, name: z.string() }),
    from: localDate.nullable(),
    to: localDate.nullable(),
    askedAt: instant,
    offer: offerView.nullable().meta({ description: 'A time that has come free and is held for them.' }),
    version: z.int(),
  })
  .meta({ id: 'WaitlistEntry' });
export type WaitlistEntryView = z.infer<typeof waitlistEntryView>;

/** As staff see it: with who waits. */
export const waitlistRecord = waitlistEntryView
  .extend({ person: z.object({ clientId, name: z.string() }), test: z.boolean() })
  .meta({ id: 'WaitlistRecord' });
export type WaitlistRecord = z.infer<typeof waitlistRecord>;

interface Around {
  practice: Pick<Practice, 'country'>;
  catalogue: Pick<Catalogue, 'staff'>;
  now: number;
}

function offerOf({ offer }: WaitlistEntry, country: string, now: number): WaitlistEntryView['offer'] {
  if (!offer || offerStateAt({ ...offer, state: 'open' }, now) !== 'open') return null;
  const place = { zone: offer.zone, country };
  return { ...offer, when: whenText(offer.startsAt, place), untilWhen: whenText(offer.until, place) };
}

/** An entry as its client sees it, with an offer that is open at this instant. */
export function waitlistEntryViewOf(
  entry: WaitlistEntry,
  appointment: Pick<Appointment, 'id' | 'startsAt' | 'zone'>,
  { practice, catalogue, now }: Around,
): WaitlistEntryView {
  const { country } = practice;
  const { id, startsAt, zone } = appointment;
  const clinician = catalogue.staff.find((member) => member.id === entry.staffId);
  return {
    id: entry.id,
    appointment: { id, startsAt, when: whenText(startsAt, { zone, country }) },
    clinician: { id: entry.staffId, name: clinician?.name ?? '' },
    from: entry.from,
    to: entry.to,
    askedAt: entry.askedAt,
    offer: offerOf(entry, country, now),
    version: entry.version,
  };
}

/** An entry as staff see it; `client` is their record, where it is there. */
export const waitlistRecordOf = (
  entry: WaitlistEntry,
  appointment: Appointment,
  client: Client | undefined,
  around: Around,
): WaitlistRecord => ({
  ...waitlistEntryViewOf(entry, appointment, around),
  person: { clientId: entry.clientId, name: client ? fullName(client) : '' },
  test: entry.test,
});
