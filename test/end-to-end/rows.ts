import { unsubscribeToken } from '../../shared/data/unsubscription.ts';
import { hoursFromNow } from '../support/given.ts';
import { everyone, forClients, forStaff, type Row, type World } from '../support/matrix.ts';

const nothing = () => ({});
const practice = ({ given }: World) => ({ practiceId: given.practiceId });
const ofPractice = (world: World) => ({ params: practice(world) });
const ofAppointment = ({ appointment }: World) => ({ params: { appointmentId: appointment.id } });
const ofRequest = ({ request }: World) => ({ params: { requestId: request.id } });
const ofOffer = ({ offer }: World) => ({ params: { offerId: offer.id } });
const ofPracticeRequest = (world: World) => ({
  params: { ...practice(world), requestId: world.request.id },
});
const ofRecord = (world: World) => ({
  params: { ...practice(world), appointmentId: world.appointment.id },
});
const ofClient = (world: World) => ({ params: { ...practice(world), clientId: world.client.id } });
const ofClinician = (world: World) => ({
  params: { ...practice(world), staffId: world.given.clinician.id },
});
const ofException = (world: World) => ({
  params: { ...ofClinician(world).params, date: '2030-01-02' },
});
const ofLocation = (world: World) => ({
  params: { ...practice(world), locationId: world.given.location.id },
});
const ofUnusedStatus = (world: World) => ({
  params: { ...practice(world), statusId: world.given.statuses['no-show'].id },
});
const ofUnsubscribing = ({ given, client }: World) => ({
  params: { token: unsubscribeToken(given.practice, client.id) },
});
const importId = 'imp_01J00000000000000000000000';
const ofImport = (world: World) => ({ params: { ...practice(world), importId } });

const zoneChangeId = 'zone_01J00000000000000000000000';
const ofZoneChange = (world: World) => ({ params: { ...practice(world), zoneChangeId } });
const ofTemplate = (world: World) => ({
  params: { ...practice(world), templateId: world.template.id },
});

const allStaff = forStaff({ admin: 200, manager: 200, clinician: 200 });
const managersOnly = forStaff({ admin: 200, manager: 200, clinician: 403 });
/** An appointment of a client's own: by its link too, and by no other link. */
const ownAppointment = forClients({
  client: 200,
  clientByLink: 200,
  clientByOtherLink: 404,
  otherClient: 404,
});
/** What a link to one appointment does not open. */
const signedIn = forClients({ client: 200, clientByLink: 403, clientByOtherLink: 403, otherClient: 200 });
/** A request of a client's own: signed in only. */
const ownRequest = forClients({ client: 200, clientByLink: 403, clientByOtherLink: 403, otherClient: 404 });
/** What waits, of the client's second appointment: by its link too, which is the other one. */
const ownWaiting = (status: number) =>
  forClients({ client: status, clientByLink: 404, clientByOtherLink: status, otherClient: 404 });
const anyClient = (status: number) =>
  forClients({ client: status, clientByLink: status, clientByOtherLink: status, otherClient: status });

/**
 * One row a route: a question that is right, and the status that each caller is to get for it. The matrix and the
 * test of hostile input go by them; a route without its row fails both.
 */
export const rows: Record<string, Row> = {
  // public
  'answer-unknown': { ask: nothing, statuses: everyone(404) },
  'open-appointment-link': {
    ask: ({ link, client }) => ({
      body: { token: link, dateOfBirth: client.dateOfBirth, postcode: client.postcode },
    }),
    statuses: everyone(200),
  },
  // The right proof is in an e-mail: test/functions/public/open-session.test.ts takes it from there.
  'open-session': {
    ask: ({ given, client }) => ({
      params: { slug: given.practice.slug },
      body: { method: 'code', email: client.email, code: '000000' },
    }),
    statuses: everyone(422),
  },
  'open-staff-session': { ask: () => ({ body: { idToken: 'not.a.token' } }), statuses: everyone(401) },
  'read-asyncapi': { ask: nothing, statuses: everyone(200) },
  // An address of the right shape, of no practice: test/functions/client/calendar-feed.test.ts has those that are.
  'read-calendar-feed': {
    ask: ({ client }) => ({
      params: { token: `prac_01JD3Q6Z5W8N4T2R9YB7KXAMCE.${client.id}.${'A'.repeat(43)}` },
    }),
    statuses: everyone(404),
  },
  'confirm-request': {
    ask: ({ given }) => ({
      body: { token: `${given.practiceId}.link_01J00000000000000000000000.${'A'.repeat(43)}` },
    }),
    statuses: everyone(410),
  },
  'read-docs': { ask: nothing, statuses: everyone(200) },
  'read-docs-asset': { ask: () => ({ params: { asset: 'start.js' } }), statuses: everyone(200) },
  'read-event-schema': {
    ask: () => ({ params: { eventType: 'appointment.cancelled.v1' } }),
    statuses: everyone(200),
  },
  'read-health': { ask: nothing, statuses: everyone(200) },
  'read-openapi': { ask: nothing, statuses: everyone(200) },
  'read-portal': {
    ask: ({ given }) => ({ params: { slug: given.practice.slug } }),
    statuses: everyone(200),
  },
  'read-staff-sign-in': { ask: nothing, statuses: everyone(200) },
  'request-appointment': {
    ask: ({ given }) => ({
      params: { slug: given.practice.slug },
      body: {
        serviceId: given.service.id,
        startsAt: hoursFromNow(130),
        givenName: 'New',
        familyName: 'Person',
        email: 'new.person@mail.example',
        phone: '020 7946 0123',
        dateOfBirth: '1990-02-03',
        postcode: 'se1 0zz',
      },
    }),
    statuses: everyone(202),
  },
  'request-sign-in': {
    ask: ({ given }) => ({ params: { slug: given.practice.slug }, body: { email: 'nobody@mail.example' } }),
    statuses: everyone(202),
  },
  'read-problem': { ask: () => ({ params: { name: 'window-closed' } }), statuses: everyone(200) },
  'read-unsubscription': { ask: ofUnsubscribing, statuses: everyone(200) },
  unsubscribe: {
    ask: (world) => ({
      ...ofUnsubscribing(world),
      body: 'List-Unsubscribe=One-Click',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
    statuses: everyone(200),
  },

  'list-portal-openings': {
    ask: ({ given }) => ({
      params: { slug: given.practice.slug },
      query: { serviceId: given.service.id },
    }),
    statuses: everyone(200),
  },
  'list-portal-services': {
    ask: ({ given }) => ({ params: { slug: given.practice.slug } }),
    statuses: everyone(200),
  },

  // client
  'accept-offer': { ask: ofOffer, statuses: ownWaiting(200) },
  'refuse-offer': { ask: ofOffer, statuses: ownWaiting(200) },
  'join-waitlist': {
    ask: ({ appointment }) => ({ body: { appointmentId: appointment.id, from: '2026-01-01' } }),
    statuses: forClients({ client: 201, clientByLink: 201, clientByOtherLink: 404, otherClient: 404 }),
  },
  'leave-waitlist': {
    // An offer has been made to it since it began.
    ask: ({ offer }) => ({ params: { entryId: offer.entryId }, version: 2 }),
    statuses: ownWaiting(204),
  },
  'list-waitlist': { ask: nothing, statuses: anyClient(200) },
  'change-request': {
    ask: (world) => ({ ...ofRequest(world), body: { startsAt: hoursFromNow(122) } }),
    statuses: ownRequest,
  },
  'create-request': {
    ask: ({ given }) => ({ body: { serviceId: given.service.id, startsAt: hoursFromNow(124) } }),
    statuses: forClients({ client: 201, clientByLink: 403, clientByOtherLink: 403, otherClient: 201 }),
  },
  'list-bookable-services': { ask: nothing, statuses: signedIn },
  'list-openings': {
    ask: ({ given }) => ({ query: { serviceId: given.service.id } }),
    statuses: signedIn,
  },
  'list-requests': { ask: nothing, statuses: signedIn },
  'withdraw-request': { ask: ofRequest, statuses: ownRequest },
  'cancel-appointment': { ask: (world) => ({ ...ofAppointment(world), body: {} }), statuses: ownAppointment },
  'change-appointment': {
    ask: (world) => ({ ...ofAppointment(world), body: { startsAt: hoursFromNow(120) } }),
    statuses: ownAppointment,
  },
  'end-calendar-feed': {
    ask: nothing,
    statuses: forClients({ client: 204, clientByLink: 403, clientByOtherLink: 403, otherClient: 204 }),
  },
  'end-session': { ask: nothing, statuses: anyClient(204) },
  'list-appointments': {
    ask: nothing,
    statuses: forClients({ client: 200, clientByLink: 403, clientByOtherLink: 403, otherClient: 200 }),
  },
  'list-move-openings': { ask: ofAppointment, statuses: ownAppointment },
  'read-appointment': { ask: ofAppointment, statuses: ownAppointment },
  'read-appointment-calendar': { ask: ofAppointment, statuses: ownAppointment },
  'read-me': { ask: nothing, statuses: anyClient(200) },
  'replace-calendar-feed': {
    ask: nothing,
    statuses: forClients({ client: 200, clientByLink: 403, clientByOtherLink: 403, otherClient: 200 }),
  },
  'read-preferences': { ask: nothing, statuses: signedIn },
  'update-preferences': {
    ask: () => ({ version: 1, body: { notices: { text: false } } }),
    statuses: signedIn,
  },

  // staff
  'approve-request': { ask: ofPracticeRequest, statuses: allStaff },
  'decline-request': {
    ask: (world) => ({ ...ofPracticeRequest(world), body: { note: 'Please phone us.' } }),
    statuses: allStaff,
  },
  'list-practice-waitlist': { ask: ofPractice, statuses: allStaff },
  'list-practice-requests': { ask: ofPractice, statuses: allStaff },
  'read-request': { ask: ofPracticeRequest, statuses: allStaff },
  // Nobody has decided yet, so there is nothing to take back.
  'undo-decision': {
    ask: ofPracticeRequest,
    statuses: forStaff({ admin: 409, manager: 409, clinician: 409 }),
  },
  'call-off-appointment': { ask: (world) => ({ ...ofRecord(world), body: {} }), statuses: allStaff },
  'archive-location': {
    ask: (world) => ({ ...ofLocation(world), version: 1 }),
    statuses: forStaff({ admin: 204, manager: 204, clinician: 403 }),
  },
  'archive-service': {
    ask: (world) => ({ params: { ...practice(world), serviceId: world.spareService.id }, version: 1 }),
    statuses: forStaff({ admin: 204, manager: 204, clinician: 403 }),
  },
  'archive-staff': {
    ask: (world) => ({ ...ofClinician(world), version: 1 }),
    statuses: forStaff({ admin: 204, manager: 204, clinician: 403 }),
  },
  'change-slug': {
    ask: (world) => ({
      ...ofPractice(world),
      version: 1,
      body: { slug: `m-${world.given.practiceId.slice(-20).toLowerCase()}` },
    }),
    statuses: managersOnly,
  },
  'check-settings': {
    ask: (world) => ({ ...ofPractice(world), body: world.given.practice.settings }),
    statuses: managersOnly,
  },
  'create-appointment': {
    ask: (world) => ({
      ...ofPractice(world),
      body: {
        clientId: world.client.id,
        staffId: world.given.clinician.id,
        serviceId: world.given.service.id,
        locationId: world.given.location.id,
        startsAt: hoursFromNow(240),
      },
    }),
    statuses: forStaff({ admin: 201, manager: 201, clinician: 201 }),
  },
  'check-zone-change': {
    ask: (world) => ({ ...ofPractice(world), body: { zone: 'America/New_York' } }),
    statuses: managersOnly,
  },
  'read-client': { ask: ofClient, statuses: allStaff },
  'update-client': {
    ask: (world) => ({ ...ofClient(world), version: 1, body: { clinicianIds: [world.given.clinician.id] } }),
    statuses: managersOnly,
  },
  'clear-email-mark': {
    ask: ofClient,
    statuses: forStaff({ admin: 204, manager: 204, clinician: 204 }),
  },
  'create-appointment-link': {
    ask: ofRecord,
    statuses: forStaff({ admin: 201, manager: 201, clinician: 201 }),
  },
  'create-location': {
    ask: (world) => ({ ...ofPractice(world), body: { name: 'Annexe' } }),
    statuses: forStaff({ admin: 201, manager: 201, clinician: 403 }),
  },
  'create-service': {
    ask: (world) => ({ ...ofPractice(world), body: { name: 'Review', durationMinutes: 20 } }),
    statuses: forStaff({ admin: 201, manager: 201, clinician: 403 }),
  },
  'create-status': {
    ask: (world) => ({ ...ofPractice(world), body: { name: 'Phoned', kind: 'cancelled' } }),
    statuses: forStaff({ admin: 201, manager: 201, clinician: 403 }),
  },
  'delete-status': {
    ask: (world) => ({ ...ofUnusedStatus(world), version: 1 }),
    statuses: forStaff({ admin: 204, manager: 204, clinician: 403 }),
  },
  'delete-appointment': { ask: ofRecord, statuses: allStaff },
  'create-template': {
    ask: (world) => ({
      ...ofPractice(world),
      body: { notice: 'reminder', channel: 'text', body: '{{practice}}: see you on {{when}}.' },
    }),
    statuses: forStaff({ admin: 201, manager: 201, clinician: 403 }),
  },
  'delete-template': {
    ask: (world) => ({ ...ofTemplate(world), version: 1 }),
    statuses: forStaff({ admin: 204, manager: 204, clinician: 403 }),
  },
  'end-staff-session': {
    ask: nothing,
    statuses: forStaff({ admin: 204, manager: 204, clinician: 204, otherPracticeStaff: 204 }),
  },
  'hand-over-appointment': {
    ask: (world) => ({ ...ofRecord(world), body: { staffId: world.given.admin.id } }),
    statuses: managersOnly,
  },
  'list-audit': { ask: ofPractice, statuses: managersOnly },
  'list-bell': { ask: ofPractice, statuses: allStaff },
  'list-diary': { ask: ofPractice, statuses: allStaff },
  'list-events': { ask: ofPractice, statuses: managersOnly },
  'list-deliveries': { ask: ofPractice, statuses: allStaff },
  'list-import-problems': {
    ask: ofImport,
    statuses: forStaff({ admin: 404, manager: 404, clinician: 403 }),
  },
  'list-locations': { ask: ofPractice, statuses: allStaff },
  'list-services': { ask: ofPractice, statuses: allStaff },
  'list-settings-history': { ask: ofPractice, statuses: managersOnly },
  'list-settings-presets': { ask: ofPractice, statuses: allStaff },
  'list-staff': { ask: ofPractice, statuses: allStaff },
  'list-statuses': { ask: ofPractice, statuses: allStaff },
  'mark-attendance': {
    ask: (world) => ({ ...ofRecord(world), body: { statusId: world.given.statuses.attended.id } }),
    statuses: allStaff,
  },
  'list-templates': { ask: ofPractice, statuses: allStaff },
  'mark-bell-read': {
    ask: (world) => ({ ...ofPractice(world), body: { entryIds: [world.bellId] } }),
    statuses: allStaff,
  },
  'move-appointment': {
    ask: (world) => ({ ...ofRecord(world), body: { startsAt: hoursFromNow(144) } }),
    statuses: allStaff,
  },
  'preview-template': {
    ask: (world) => ({
      ...ofPractice(world),
      body: { notice: 'reminder', channel: 'email', appointmentId: world.appointment.id },
    }),
    statuses: allStaff,
  },
  'read-appointment-record': { ask: ofRecord, statuses: allStaff },
  'read-booking-preferences': { ask: ofPractice, statuses: allStaff },
  'read-exception': { ask: ofException, statuses: allStaff },
  'read-hours': { ask: ofClinician, statuses: allStaff },
  'read-import': { ask: ofImport, statuses: forStaff({ admin: 404, manager: 404, clinician: 403 }) },
  'read-practice': { ask: ofPractice, statuses: allStaff },
  'read-replay': {
    ask: (world) => ({ params: { ...practice(world), replayId: 'rpl_01J00000000000000000000000' } }),
    statuses: forStaff({ admin: 404, manager: 404, clinician: 403 }),
  },
  'read-settings': { ask: ofPractice, statuses: allStaff },
  'read-staff-me': {
    ask: nothing,
    statuses: forStaff({ admin: 200, manager: 200, clinician: 200, otherPracticeStaff: 200 }),
  },
  'read-zone-change': {
    ask: ofZoneChange,
    statuses: forStaff({ admin: 404, manager: 404, clinician: 403 }),
  },
  'rename-status': {
    ask: (world) => ({ ...ofUnusedStatus(world), version: 1, body: { name: 'Stayed away' } }),
    statuses: managersOnly,
  },
  'replace-booking-preferences': {
    ask: (world) => ({
      ...ofPractice(world),
      version: 1,
      body: { ...world.given.practice.preferences, intervalMinutes: 60 },
    }),
    statuses: managersOnly,
  },
  // A clinician keeps her own hours; test/functions/staff/hours.test.ts has those of others.
  'replace-exception': {
    ask: (world) => ({ ...ofException(world), version: 0, body: { windows: [] } }),
    statuses: allStaff,
  },
  'replace-hours': {
    ask: (world) => ({ ...ofClinician(world), version: 1, body: { hours: [] } }),
    statuses: allStaff,
  },
  'replace-notices': {
    ask: (world) => ({ ...ofClinician(world), version: 1, body: { own: false, all: true } }),
    statuses: forStaff({ admin: 200, manager: 403, clinician: 403 }),
  },
  'replace-settings': {
    ask: (world) => ({
      ...ofPractice(world),
      version: 1,
      body: { ...world.given.practice.settings, onlineBooking: false },
    }),
    statuses: managersOnly,
  },
  'restore-appointment': {
    ask: (world) => ({
      params: { ...practice(world), appointmentId: world.cancelledAppointment.id },
      body: {},
    }),
    statuses: allStaff,
  },
  'start-replay': {
    ask: (world) => ({
      ...ofPractice(world),
      body: { from: '2026-01-01T00:00:00.000Z', to: '2026-01-01T00:00:00.001Z' },
    }),
    statuses: forStaff({ admin: 202, manager: 202, clinician: 403 }),
  },
  'resume-zone-change': {
    ask: ofZoneChange,
    statuses: forStaff({ admin: 404, manager: 404, clinician: 403 }),
  },
  'start-import': {
    ask: (world) => ({ ...ofPractice(world), body: { fileName: 'clients.csv', bytes: 100 } }),
    statuses: forStaff({ admin: 201, manager: 201, clinician: 403 }),
  },
  'update-location': {
    ask: (world) => ({ ...ofLocation(world), version: 1, body: { name: 'Annexe' } }),
    statuses: managersOnly,
  },
  'start-zone-change': {
    ask: (world) => ({ ...ofPractice(world), version: 1, body: { zone: 'America/New_York' } }),
    statuses: forStaff({ admin: 202, manager: 202, clinician: 403 }),
  },
  'update-practice': {
    ask: (world) => ({ ...ofPractice(world), version: 1, body: { phone: '020 7946 0002' } }),
    statuses: managersOnly,
  },
  'update-service': {
    ask: (world) => ({
      params: { ...practice(world), serviceId: world.given.service.id },
      version: 1,
      body: { name: 'Renamed' },
    }),
    statuses: managersOnly,
  },
  'update-staff': {
    ask: (world) => ({ ...ofClinician(world), version: 1, body: { bookableOnline: false } }),
    statuses: managersOnly,
  },
  'update-template': {
    ask: (world) => ({ ...ofTemplate(world), version: 1, body: { body: 'See you on {{when}}.' } }),
    statuses: managersOnly,
  },
};
