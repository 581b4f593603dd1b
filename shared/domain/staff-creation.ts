import type { Appointment } from './appointment.ts';
import type { Service, Status } from './catalogue.ts';
import { claim, type DaySheet } from './day-sheet.ts';
import { allow, type Decision, type FieldError, refuseFields } from './decision.ts';
import type { Practice } from './practice.ts';
import {
  deceased,
  gapsOf,
  inUseOrNone,
  MINUTE,
  type Named,
  timed,
  unknown,
  wantedBy,
} from './staff-appointment.ts';
import { freesTheTime } from './status-kind.ts';

/** An appointment that staff make (product 3.4). */

/** What an appointment is made of: ids as they were sent. */
export interface CreationDraft {
  clientId: string;
  staffId: string;
  serviceId: string | null;
  locationId: string | null;
  startsAt: string;
  durationMinutes?: number | undefined;
  statusId?: string | undefined;
  ignoreBuffers: boolean;
}

/**
 * The status that a new appointment gets: the one named, which must keep its time, or else the practice's first of
 * the kind `booked`.
 */
function statusFor(statuses: readonly Status[], statusId: string | undefined): Status | FieldError {
  const wrong = (code: string, message: string) => ({ pointer: '/statusId', code, message });
  if (statusId === undefined)
    return (
      statuses.find(({ kind }) => kind === 'booked') ??
      wrong(
        'status-missing',
        'The practice has no status of the kind booked: name another, or add one first.',
      )
    );
  const status = statuses.find(({ id }) => id === statusId);
  if (!status) return unknown('/statusId', 'status');
  return freesTheTime(status.kind)
    ? wrong('status-frees-time', 'A new appointment cannot be cancelled already.')
    : status;
}

/** The time that a new appointment would take, epoch milliseconds; undefined where nothing says how long it lasts. */
export function creationTime(
  draft: CreationDraft,
  service: Service | null | undefined,
): { startsAt: number; endsAt: number } | undefined {
  const length = lengthOf(draft, service);
  if (typeof length !== 'number') return undefined;
  const startsAt = Date.parse(draft.startsAt);
  return { startsAt, endsAt: startsAt + length * MINUTE };
}

/** How long a new appointment lasts, minutes: as said, or as its service does. */
const lengthOf = (draft: CreationDraft, service: Service | null | undefined): number | FieldError =>
  draft.durationMinutes ??
  service?.durationMinutes ?? {
    pointer: '/durationMinutes',
    code: 'missing',
    message: 'Say how long it lasts, or name a service.',
  };

/**
 * Decides an appointment that staff make (product 3.4). Client, clinician, service and place must be the practice's
 * and in use, and the client not dead where it lies ahead; a test client's is a test (product 2.12). It claims its
 * time in the past too; history that came by an import is on no sheet and so in nobody's way (product 8.3).
 * Refusals: `validation` with a pointer for each field, `taken`.
 */
export function decideCreation(about: {
  id: string;
  draft: CreationDraft;
  named: Named;
  practice: Pick<Practice, 'zone' | 'preferences'>;
  statuses: readonly Status[];
  /** Of the clinician, of the days that the time touches. */
  sheets: readonly DaySheet[];
  now: number;
}): Decision<{ appointment: Appointment; sheets: DaySheet[] }> {
  const { id, draft, named, practice, statuses, sheets, now } = about;
  const { client, clinician, service, location } = named;
  const status = statusFor(statuses, draft.statusId);
  const length = lengthOf(draft, service);
  const time = creationTime(draft, service);
  const errors: FieldError[] = [];
  if (!client) errors.push(unknown('/clientId', 'client'));
  if (!clinician || clinician.archived) errors.push(unknown('/staffId', 'clinician'));
  if (!inUseOrNone(service)) errors.push(unknown('/serviceId', 'service'));
  if (!inUseOrNone(location)) errors.push(unknown('/locationId', 'location'));
  if ('pointer' in status) errors.push(status);
  // How long an unknown service lasts is not what is wrong.
  if (typeof length !== 'number' && service !== undefined) errors.push(length);
  if (!client || 'pointer' in status || !time || errors.length > 0) return refuseFields(errors);
  if (client.deceased && time.endsAt > now) return refuseFields([deceased('/clientId')]);
  const appointment: Appointment = {
    id,
    clientId: draft.clientId,
    staffId: draft.staffId,
    serviceId: draft.serviceId,
    locationId: draft.locationId,
    ...timed(time, location?.zone ?? practice.zone),
    ...gapsOf(practice),
    statusId: status.id,
    statusKind: status.kind,
    paid: false,
    lateReference: null,
    lateChange: false,
    policyVersion: null,
    test: client.test,
    version: 1,
  };
  const claimed = claim(sheets, wantedBy(appointment), now, draft);
  return claimed.allowed ? allow({ appointment, sheets: claimed.value }) : claimed;
}
