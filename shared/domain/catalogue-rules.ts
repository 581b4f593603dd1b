import {
  type BookingPreferences,
  type DateException,
  exceptionErrors,
  homelessExceptions,
  type WeeklyHours,
  weeklyHoursErrors,
} from './availability.ts';
import type { Location, Service, Staff } from './catalogue.ts';
import { changesBetween, type FieldChange } from './changes.ts';
import { allow, type Decision, refuse, refuseFields } from './decision.ts';

const idsInUse = (entries: readonly { id: string; archived: boolean }[]): ReadonlySet<string> =>
  new Set(entries.filter((entry) => !entry.archived).map((entry) => entry.id));

/**
 * Decides a clinician's weekly hours (product 4.1): their places must be ones that the practice uses, named
 * everywhere or nowhere, and the dates to come that have hours of their own must go with them. Refusal: `validation`
 * with a pointer for each.
 */
export function decideHours(about: {
  hours: WeeklyHours;
  draft: WeeklyHours;
  locations: readonly Location[];
  exceptions: readonly DateException[];
}): Decision<FieldChange[]> {
  const { hours, draft, locations, exceptions } = about;
  const errors = [
    ...weeklyHoursErrors(draft, idsInUse(locations), '/hours'),
    ...homelessExceptions(draft, exceptions, '/hours'),
  ];
  if (errors.length > 0) return refuseFields(errors);
  return allow(changesBetween({ hours }, { hours: draft }));
}

/**
 * Decides what one date has instead of the weekly hours (product 4.3); null takes it back. Refusal:
 * `validation` with a pointer for each place that is unknown, or missing where the clinician has several.
 */
export function decideException(about: {
  windows: DateException['windows'] | null;
  draft: DateException['windows'] | null;
  hours: WeeklyHours;
  locations: readonly Location[];
}): Decision<FieldChange[]> {
  const { windows, draft, hours, locations } = about;
  const errors = draft ? exceptionErrors({ windows: draft }, hours, idsInUse(locations), '/windows') : [];
  if (errors.length > 0) return refuseFields(errors);
  return allow(changesBetween({ windows }, { windows: draft }));
}

/** What of a member of staff managers change. */
type StaffDraft = { [K in 'bookableOnline' | 'serviceIds']?: Staff[K] | undefined };

/**
 * Decides a change of what a clinician offers (product 4.1): services must be ones that the practice gives, but
 * one given already may stay when it has been archived. Refusal: `validation` with a pointer for each.
 */
export function decideStaff(about: {
  member: Staff;
  draft: StaffDraft;
  services: readonly Service[];
}): Decision<Staff> {
  const { member, draft, services } = about;
  const known = new Set([...idsInUse(services), ...member.serviceIds]);
  const serviceIds = draft.serviceIds ?? member.serviceIds;
  const errors = serviceIds.flatMap((id, at) => {
    const pointer = `/serviceIds/${at}`;
    if (serviceIds.indexOf(id) < at)
      return [{ pointer, code: 'repeated', message: `The service ${id} is named twice.` }];
    return known.has(id)
      ? []
      : [{ pointer, code: 'service-unknown', message: `The practice has no service ${id} in use.` }];
  });
  if (errors.length > 0) return refuseFields(errors);
  const bookableOnline = draft.bookableOnline ?? member.bookableOnline;
  return allow({ ...member, bookableOnline, serviceIds });
}

/**
 * Decides that a service is archived (product 4.1). Refusal: `in-use` while new clients begin with it, with the
 * preference that says so in `current.usedBy`.
 */
export const decideServiceArchival = (
  service: Service,
  preferences: Pick<BookingPreferences, 'firstVisitServiceId'>,
): Decision<Service> =>
  preferences.firstVisitServiceId === service.id
    ? refuse('in-use', `New clients begin with "${service.name}". Choose another first visit first.`, {
        current: { usedBy: ['/firstVisitServiceId'] },
      })
    : allow({ ...service, archived: true });

/**
 * Decides that a member of staff is archived (product 4.1): by another one, and an admin by an admin only, so that
 * a practice always has whoever could sign in last. Refusal: `forbidden`.
 */
export function decideStaffArchival(actor: Pick<Staff, 'id' | 'roles'>, member: Staff): Decision<Staff> {
  if (actor.id === member.id)
    return refuse('forbidden', 'You cannot archive yourself. Ask another admin or manager.');
  if (member.roles.includes('admin') && !actor.roles.includes('admin'))
    return refuse('forbidden', 'Only an admin can archive an admin.');
  return allow({ ...member, archived: true, bookableOnline: false });
}
