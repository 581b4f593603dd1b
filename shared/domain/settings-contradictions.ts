import type { Status } from './catalogue.ts';
import type { FieldError } from './decision.ts';
import type { Settings } from './settings.ts';
import { freesTheTime } from './status-kind.ts';

/**
 * What in a settings document contradicts itself, or names what the practice does not have (product 1.7, 1.11-1.13):
 * an error on each field that takes part, saying what is missing. Empty where all of it can be meant. Whether a
 * policy that is shown has a text is the schema's to say; windows and modes never contradict one another, since
 * `never` and `none` beat every mode.
 */
export const contradictionsOfSettings = (draft: Settings, statuses: readonly Status[]): FieldError[] => [
  ...(['cancelledStatusId', 'lateCancelledStatusId'] as const).flatMap((name) =>
    cancellationStatus(statuses, draft[name], `/${name}`),
  ),
  ...statusNotice(draft.notices.appointmentStatusChanged, statuses),
  ...waysIn(draft.signIn),
  ...(['portal', 'booking'] as const).flatMap((name) =>
    offMessage(draft.offMessages[name], `/offMessages/${name}`),
  ),
];

const unknownStatus = (pointer: string, id: string): FieldError => ({
  pointer,
  code: 'status-unknown',
  message: `The practice has no appointment status ${id}.`,
});

function cancellationStatus(statuses: readonly Status[], id: string, pointer: string): FieldError[] {
  const status = statuses.find((each) => each.id === id);
  if (!status) return [unknownStatus(pointer, id)];
  if (freesTheTime(status.kind)) return [];
  const message = `"${status.name}" keeps the time taken (${status.kind}). Choose a cancelled or late-cancelled status.`;
  return [{ pointer, code: 'status-kind', message }];
}

const statusPointer = '/notices/appointmentStatusChanged';

/** A notice of status changes is one of statuses that were chosen (product 1.12). */
function statusNotice(
  { email, text, statusIds }: Settings['notices']['appointmentStatusChanged'],
  statuses: readonly Status[],
): FieldError[] {
  const message =
    'Clients would be told of no status: choose one in statusIds at least, or switch this notice off.';
  const missing = statusIds.length === 0 ? [...(email ? ['email'] : []), ...(text ? ['text'] : [])] : [];
  return [
    ...(missing.length > 0 ? [...missing, 'statusIds'] : []).map((field) => ({
      pointer: `${statusPointer}/${field}`,
      code: 'contradiction',
      message,
    })),
    ...statusIds.flatMap((id, at): FieldError[] => {
      const pointer = `${statusPointer}/statusIds/${at}`;
      if (statusIds.indexOf(id) < at)
        return [{ pointer, code: 'repeated', message: `The status ${id} is named twice.` }];
      return statuses.some((status) => status.id === id) ? [] : [unknownStatus(pointer, id)];
    }),
  ];
}

/** With the identity check off an appointment link asks for an e-mailed code (product 1.11). */
function waysIn({ identityCheck, emailed }: Settings['signIn']): FieldError[] {
  if (identityCheck || emailed) return [];
  const message =
    'Nobody could come in: without the identity check (identityCheck) clients prove themselves with an e-mailed code (emailed). Leave one of the two on.';
  return ['identityCheck', 'emailed'].map((field) => ({
    pointer: `/signIn/${field}`,
    code: 'contradiction',
    message,
  }));
}

/** A message fills in the practice's name and phone, and nothing else (product 1.4). */
function offMessage(text: string | null, pointer: string): FieldError[] {
  const unknown = [...(text ?? '').matchAll(/\{(\w*)\}/g)].flatMap(([whole, name]) =>
    name === 'practice' || name === 'phone' ? [] : [whole],
  );
  if (unknown.length === 0) return [];
  const message = `${[...new Set(unknown)].join(', ')} would be shown as it stands. The message can name {practice} and {phone}.`;
  return [{ pointer, code: 'unknown-variable', message }];
}

/** The statuses that a document names and an earlier one did not. */
export function statusesNewlyNamed(before: Settings, after: Settings): string[] {
  const namedBy = ({ cancelledStatusId, lateCancelledStatusId, notices }: Settings) =>
    new Set([cancelledStatusId, lateCancelledStatusId, ...notices.appointmentStatusChanged.statusIds]);
  const known = namedBy(before);
  return [...namedBy(after)].filter((id) => !known.has(id));
}
