import { getReferred } from '../../shared/data/catalogue.ts';
import { newId } from '../../shared/data/change.ts';
import { getClientWithAccess } from '../../shared/data/client.ts';
import { getOffer, getWaiting, saveJoined } from '../../shared/data/waitlist.ts';
import type { Appointment } from '../../shared/domain/appointment.ts';
import { granted } from '../../shared/domain/decision.ts';
import type { Offer, WaitlistEntry } from '../../shared/domain/waitlist.ts';
import { joinedWaitlist, type Wish } from '../../shared/domain/waitlist-rules.ts';
import { systemChange } from '../../shared/runtime/listen.ts';
import { offerFreedTime } from '../../shared/runtime/offers.ts';
import type { GivenPractice } from './given.ts';

const change = () => systemChange('test', 'test', Date.now(), Date.now);

/** An appointment whose client waits for an earlier time. */
export async function givenWaiting(
  given: GivenPractice,
  appointment: Appointment,
  wish: Wish = {},
): Promise<WaitlistEntry> {
  const { access } = (await getClientWithAccess(given, appointment.clientId))!;
  const referred = await getReferred(given, appointment, []);
  const { practice } = given;
  const input = { practice, access, ...referred, appointment, now: Date.now() };
  const entry = granted(joinedWaitlist(input, null, wish));
  await saveJoined(given, change(), entry, appointment, null);
  return entry;
}

/** The open offer of half an hour that has come free to the one who waits. */
export async function givenOffer(
  given: GivenPractice,
  appointment: Pick<Appointment, 'id'>,
  startsAt: string,
): Promise<Offer> {
  const start = Date.parse(startsAt);
  const freed = { staffId: given.clinician.id, startsAt: start, endsAt: start + 30 * 60_000, giverId: null };
  await offerFreedTime(given, freed, newId('event', Date.now()), change());
  const { entry } = await getWaiting(given, appointment.id);
  const offer = entry?.offer && (await getOffer(given, entry.offer.id));
  if (!offer) throw new Error('Nothing was offered.');
  return offer;
}
