import * as z from 'zod';
import { instant } from './appointment.ts';
import type { Catalogue } from './catalogue.ts';
import { found } from './decision.ts';
import { appointmentId, locationId, requestId, serviceId, staffId } from './id.ts';
import type { Practice } from './practice.ts';
import { type AppointmentRequest, requestState, stateAt } from './request.ts';
import { inPresentZone } from './request-zone.ts';
import { whenText } from './when.ts';

/** One of a client's requests, as they see it (product 5). */
export const requestView = z
  .object({
    id: requestId,
    state: requestState,
    startsAt: instant,
    endsAt: instant,
    localTime: z.string().meta({ description: 'The wall clock at the place, like 2026-11-24T09:00.' }),
    zone: z.string(),
    when: z.string().meta({ description: 'The time in words, with weekday, date and zone by name.' }),
    clinician: z.object({ id: staffId, name: z.string() }),
    service: z.object({ id: serviceId, name: z.string() }),
    location: z.object({ id: locationId, name: z.string(), address: z.string().nullable() }).nullable(),
    answerBy: instant.nullable().meta({ description: 'While it waits: the practice answers by then.' }),
    appointmentId: appointmentId.nullable(),
    note: z.string().nullable().meta({ description: 'What the practice wrote with a decline.' }),
    createdAt: instant,
    version: z.int(),
  })
  .meta({ id: 'Request' });
export type RequestView = z.infer<typeof requestView>;

/** Where a request stands for whoever looks, and while it waits until when. */
export function standingOf(
  request: AppointmentRequest,
  now: number,
): Pick<RequestView, 'state' | 'answerBy'> {
  const state = stateAt(request, now);
  return { state, answerBy: state === 'pending' ? request.deadline : null };
}

/** A request as its client sees it: one past its deadline has expired, whether or not that is written. */
export function requestViewOf(
  request: AppointmentRequest,
  practice: Pick<Practice, 'country' | 'zone'>,
  catalogue: Pick<Catalogue, 'staff' | 'services' | 'locations'>,
  now: number,
): RequestView {
  const named = <T extends { id: string }>(list: readonly T[], id: string | null) =>
    list.find((entry) => entry.id === id);
  const clinician = found(named(catalogue.staff, request.staffId));
  const service = found(named(catalogue.services, request.serviceId));
  const location = named(catalogue.locations, request.locationId);
  const { localTime, zone } = inPresentZone(request, practice, catalogue.locations);
  const { id, startsAt, endsAt, appointmentId, note, createdAt, version } = request;
  return {
    id,
    ...standingOf(request, now),
    startsAt,
    endsAt,
    localTime,
    zone,
    when: whenText(startsAt, { zone, country: practice.country }),
    clinician: { id: clinician.id, name: clinician.name },
    service: { id: service.id, name: service.name },
    location: location ? { id: location.id, name: location.name, address: location.address } : null,
    appointmentId,
    note,
    createdAt,
    version,
  };
}
