import * as z from 'zod';

/** The prefix of every kind of id: an id tells what it names, and one kind is never taken for another. */
export const idPrefixes = {
  practice: 'prac',
  staff: 'staff',
  service: 'svc',
  location: 'loc',
  status: 'status',
  client: 'clnt',
  appointment: 'appt',
  event: 'evt',
  session: 'sess',
  link: 'link',
  bell: 'bell',
  import: 'imp',
  contact: 'cont',
  replay: 'rpl',
  template: 'tmpl',
  request: 'req',
  zoneChange: 'zone',
  waitlistEntry: 'wait',
  offer: 'offer',
} as const;

export type IdKind = keyof typeof idPrefixes;

const ulid = '[0-7][0-9A-HJKMNP-TV-Z]{25}';

const id = <K extends IdKind>(kind: K) =>
  z
    .string()
    .regex(new RegExp(`^${idPrefixes[kind]}_${ulid}$`), `must be a ${kind} id like ${idPrefixes[kind]}_01J…`)
    .register(z.globalRegistry, { examples: [`${idPrefixes[kind]}_01JD3Q6Z5W8N4T2R9YB7KXAMCE`] });

export const practiceId = id('practice');
export const staffId = id('staff');
export const serviceId = id('service');
export const locationId = id('location');
export const statusId = id('status');
export const clientId = id('client');
export const appointmentId = id('appointment');
export const eventId = id('event');
export const linkId = id('link');
export const sessionId = id('session');
export const bellId = id('bell');
export const importId = id('import');
export const replayId = id('replay');
export const templateId = id('template');
export const requestId = id('request');
export const zoneChangeId = id('zoneChange');
export const waitlistEntryId = id('waitlistEntry');
export const offerId = id('offer');

export type PracticeId = z.infer<typeof practiceId>;
export type StaffId = z.infer<typeof staffId>;
export type ServiceId = z.infer<typeof serviceId>;
export type LocationId = z.infer<typeof locationId>;
export type StatusId = z.infer<typeof statusId>;
export type ClientId = z.infer<typeof clientId>;
export type AppointmentId = z.infer<typeof appointmentId>;
export type EventId = z.infer<typeof eventId>;
