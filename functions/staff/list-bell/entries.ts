import type { BellEntry } from '../../../shared/data/bell.ts';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import { type Client, fullName } from '../../../shared/domain/client.ts';
import type { AppointmentRequest } from '../../../shared/domain/request.ts';
import { whenText } from '../../../shared/domain/when.ts';

/** What the ids in a page of entries stand for. */
interface Named {
  clients: readonly Client[];
  /** Of people who are no clients yet. */
  requests: readonly AppointmentRequest[];
  appointments: readonly Appointment[];
  /** Names by id. */
  clinicians: ReadonlyMap<string, string>;
  country: string;
}

/** An entry with its names and its times in words; a client who was erased has none any more. */
export function withNames(entry: BellEntry, { clients, requests, appointments, clinicians, country }: Named) {
  const client =
    clients.find(({ id }) => id === entry.clientId) ??
    requests.find(({ id }) => id === entry.requestId)?.applicant;
  const { staffId: asked, ...rest } = entry;
  const staffId = appointments.find(({ id }) => id === entry.appointmentId)?.staffId ?? asked;
  const clinician = staffId === undefined ? undefined : clinicians.get(staffId);
  const inWords = (instant: string | null) =>
    instant && entry.zone ? whenText(instant, { zone: entry.zone, country }) : null;
  return {
    ...rest,
    requestId: entry.requestId ?? null,
    client: { id: entry.clientId, name: client ? fullName(client) : '' },
    clinician: staffId && clinician ? { id: staffId, name: clinician } : null,
    when: inWords(entry.startsAt),
    previousWhen: inWords(entry.previousStartsAt),
  };
}
