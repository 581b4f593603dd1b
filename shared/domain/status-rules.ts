import type { Status } from './catalogue.ts';
import { allow, type Decision, refuse, refuseFields } from './decision.ts';
import type { Settings } from './settings.ts';

/** A practice may have so many statuses of its own. */
const MOST_STATUSES = 100;

const sameName = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

/**
 * Decides the name of a status, new or another one's (product 1.7): no two of a practice are called alike, since
 * staff and imports tell them by their names. Refusal: `validation` at `/name`.
 *
 * @param own the status that is renamed; null for a new one, of which there may be a hundred
 */
export function decideStatusName(
  statuses: readonly Status[],
  own: Pick<Status, 'id'> | null,
  name: string,
): Decision<true> {
  if (own === null && statuses.length >= MOST_STATUSES)
    return refuseFields([
      {
        pointer: '/name',
        code: 'too-many',
        message: `A practice may have ${MOST_STATUSES} statuses. Delete one that was never used first.`,
      },
    ]);
  const other = statuses.find((each) => each.id !== own?.id && sameName(each.name, name));
  if (!other) return allow(true);
  const message = `There is a status "${other.name}" already. Choose another name.`;
  return refuseFields([{ pointer: '/name', code: 'repeated', message }]);
}

/** Where the settings name a status, as JSON pointers into them. */
export function pointersToStatus(settings: Settings, id: string): string[] {
  const { cancelledStatusId, lateCancelledStatusId, notices } = settings;
  return [
    ...(cancelledStatusId === id ? ['/cancelledStatusId'] : []),
    ...(lateCancelledStatusId === id ? ['/lateCancelledStatusId'] : []),
    ...notices.appointmentStatusChanged.statusIds.flatMap((each, at) =>
      each === id ? [`/notices/appointmentStatusChanged/statusIds/${at}`] : [],
    ),
  ];
}

/**
 * Decides whether a status may be deleted (product 1.7): not once an appointment had it, not while the settings
 * name it, and not the last one for appointments that are booked. Refusal: `in-use`, with what uses it in
 * `current.usedBy`: `appointments`, `new-appointments`, or pointers into the settings. A yes names the other
 * booked status that must still be there when it is written; null where none has to be.
 */
export function decideStatusDeletion(about: {
  status: Status;
  statuses: readonly Status[];
  settings: Settings;
}): Decision<{ beside: string | null }> {
  const { status, statuses, settings } = about;
  const other = statuses.find(({ id, kind }) => kind === 'booked' && id !== status.id);
  const pointers = pointersToStatus(settings, status.id);
  const isLast = status.kind === 'booked' && !other;
  const reasons = [
    ...(status.used ? ['appointments have it, or had it'] : []),
    ...(pointers.length > 0 ? [`the settings name it (${pointers.join(', ')}): choose another there`] : []),
    ...(isLast ? ['it is the only one for appointments that are booked'] : []),
  ];
  if (reasons.length > 0)
    return refuse('in-use', `"${status.name}" cannot be deleted: ${reasons.join('; ')}.`, {
      current: {
        usedBy: [
          ...(status.used ? ['appointments'] : []),
          ...(isLast ? ['new-appointments'] : []),
          ...pointers,
        ],
      },
    });
  return allow({ beside: status.kind === 'booked' ? other!.id : null });
}
