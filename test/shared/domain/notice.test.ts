import { describe, expect, test } from 'vitest';
import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { Client } from '../../../shared/domain/client.ts';
import {
  asNotice,
  type Channel,
  callsOff,
  channels,
  clientNoticeOf,
  decideClientNotice,
  isGivenUp,
  isOutOfDate,
  type Notice,
  type NoticeEvent,
  type NoticeType,
  nextTryAt,
  noticeEvents,
  type Silence,
  settingOf,
} from '../../../shared/domain/notice.ts';
import { readerOf } from '../../../shared/domain/reader.ts';
import type { AppointmentRequest } from '../../../shared/domain/request.ts';
import { ZONE_CHANGE_ACTOR } from '../../../shared/domain/zone-change.ts';
import {
  aClient,
  aPractice,
  changed,
  happenedAt,
  ids,
  noticeEvent,
  requestEvent,
} from '../../support/notice-records.ts';
import { givenSettings } from './given.ts';

const now = Date.parse(happenedAt) + 1_000;
const later = Date.parse(happenedAt) + 5 * 60_000;

test.each(['import', 'replay'] as const)('[6.4] tells nobody of an event whose cause is %s', (cause) => {
  expect(asNotice(changed({ cause }))).toBeUndefined();
});

test.each(noticeEvents)('[6.1] tells the client of %s, whoever made it', (type) => {
  for (const cause of ['client', 'staff', 'system'] as const)
    expect(asNotice(noticeEvent(type, { cause }))).toEqual(noticeEvent(type, { cause }));
});

test('[6.1] tells nobody of what concerns no appointment', () => {
  const created = { ...changed(), type: 'client.created.v1' as const };
  expect(asNotice(created)).toBeUndefined();
});

const off = { email: false, text: false };
const { notices: allOn } = givenSettings();
/** Every notice on by both channels, the status of the events chosen, and then what is said over it. */
const withNotices = (over: object = {}) =>
  aPractice({}, { notices: { ...allOn, appointmentStatusChanged: chosen([ids.status]), ...over } });
const chosen = (statusIds: string[]) => ({ email: true, text: true, statusIds });

/** What of an appointment is otherwise; undefined takes it away. */
type Parts = { [K in keyof Appointment]?: Appointment[K] | undefined };

/** An appointment as an event left it. */
const leftBy = (event: NoticeEvent, parts: Parts = {}) =>
  ({
    startsAt: event.data.startsAt,
    staffId: event.data.staffId,
    statusId: ids.status,
    statusKind: 'statusKind' in event.data ? event.data.statusKind : 'booked',
    ...(event.type === 'appointment.deleted.v1' && { deletedAt: happenedAt }),
    version: 2,
    ...parts,
  }) as Appointment;

/** A request as an event left it. */
const requestLeftBy = (event: NoticeEvent, parts: Partial<AppointmentRequest> = {}) =>
  'round' in event.data
    ? ({ state: event.data.state, round: event.data.round, version: 2, ...parts } as AppointmentRequest)
    : undefined;

/** An offer that is open for long. */
const offer = { state: 'open' as const, until: '2027-01-01T00:00:00.000Z' };

const about = (
  event: NoticeEvent,
  parts: Partial<Parameters<typeof decideClientNotice>[0]> & { client?: Client | undefined } = {},
) => {
  const { client, ...rest } = { client: aClient(), ...parts };
  return {
    event,
    practice: withNotices(),
    reader: readerOf(client, undefined),
    appointment: leftBy(event),
    request: requestLeftBy(event),
    offer,
    now,
    ...rest,
  };
};

const portalOff = () => {
  const practice = withNotices();
  return { ...practice, settings: { ...practice.settings, clientPortal: false } };
};

const address = { email: 'anna@mail.example', text: '+447700900123' };
const other = { email: 'text', text: 'email' } as const;

/** What may be special about practice and client, and what it makes of each channel. */
const edges: [string, (channel: Channel, notice: Notice) => object, 'told' | Silence][] = [
  ['nothing is special', () => ({}), 'told'],
  ['it is a test client', () => ({ client: aClient({ test: true }) }), 'told'],
  ['the portal is off', () => ({ practice: portalOff() }), 'told'],
  [
    'the other channel is off',
    (channel, notice) => ({ practice: withNotices(switched(notice, { [other[channel]]: false })) }),
    'told',
  ],
  ['every other notice is off', (_, notice) => ({ practice: withNotices(allBut(notice)) }), 'told'],
  [
    'the client consents to this channel alone',
    (channel) => ({ client: aClient({ consent: { ...off, [channel]: true } }) }),
    'told',
  ],
  [
    'this channel is off',
    (channel, notice) => ({ practice: withNotices(switched(notice, { [channel]: false })) }),
    'notice-off',
  ],
  ['both channels are off', (_, notice) => ({ practice: withNotices(switched(notice, off)) }), 'notice-off'],
  [
    'the client consents to the other channel alone',
    (channel) => ({ client: aClient({ consent: { email: true, text: true, [channel]: false } }) }),
    'no-consent',
  ],
  ['the client consents to nothing', () => ({ client: aClient({ consent: off }) }), 'no-consent'],
  [
    'there is no address of the channel',
    (channel) => ({ client: aClient(channel === 'email' ? { email: null } : { phone: null }) }),
    'no-address',
  ],
  ['the client has died', () => ({ client: aClient({ deceased: true }) }), 'deceased'],
  ['there is no such client', () => ({ client: undefined }), 'no-client'],
];

const switched = (notice: Notice, over: object) => {
  const setting = settingOf(notice);
  return setting === null ? {} : { [setting]: { ...withNotices().settings.notices[setting], ...over } };
};

const allBut = (notice: Notice) =>
  Object.fromEntries(
    Object.entries(withNotices().settings.notices)
      .filter(([name]) => name !== settingOf(notice))
      .map(([name, value]) => [name, { ...value, ...off }]),
  );

describe.each(noticeEvents)('of %s', (type) => {
  describe.each(channels)('by %s', (channel) => {
    test.each(edges)('[6.1] [1.12] where %s', (_, special, expected) => {
      const event = noticeEvent(type);
      const decided = decideClientNotice(about(event, special(channel, clientNoticeOf[type])), channel);
      // The end of a request without an answer is e-mailed whatever is switched off, and who waits is told of an offer.
      const unanswered = type === 'request.withdrawn.v1' || type === 'request.expired.v1';
      const switchless = type === 'offer.made.v1' || (unanswered && channel === 'email');
      const always = switchless && expected === 'notice-off';
      expect(decided).toEqual(
        expected === 'told' || always
          ? { reader: expect.objectContaining({ givenName: 'Anna' }), to: address[channel] }
          : { silence: expected },
      );
    });
  });
});

test('[1.12] tells of a status only where it is one of the chosen', () => {
  const event = noticeEvent('appointment.status-changed.v1');
  const practice = withNotices({ appointmentStatusChanged: chosen([ids.status.replace(/H$/, 'Z')]) });
  for (const channel of channels)
    expect(decideClientNotice(about(event, { practice }), channel)).toEqual({ silence: 'notice-off' });
});

const moved = { startsAt: '2026-11-26T10:00:00.000Z' };
test.each<[string, NoticeType, Parts, boolean]>([
  ['is as the event left it', 'appointment.changed.v1', { version: 2 }, false],
  ['has been seen at an older version', 'appointment.changed.v1', { version: 1, ...moved }, false],
  ['changed otherwise, at the same time', 'appointment.changed.v1', { statusKind: 'attended' }, false],
  ['moved again', 'appointment.changed.v1', moved, true],
  ['was cancelled afterwards', 'appointment.changed.v1', { statusKind: 'late-cancelled' }, true],
  ['moved after it was made', 'appointment.created.v1', moved, true],
  ['was cancelled after it was made', 'appointment.created.v1', { statusKind: 'cancelled' }, true],
  ['was cancelled again', 'appointment.restored.v1', { statusKind: 'cancelled' }, true],
  ['is with that clinician', 'appointment.staff-changed.v1', {}, false],
  ['is with a third clinician', 'appointment.staff-changed.v1', { staffId: ids.otherClinician }, true],
  ['moved after the clinician changed', 'appointment.staff-changed.v1', moved, true],
  ['is still cancelled', 'appointment.cancelled.v1', { statusKind: 'late-cancelled' }, false],
  ['was taken up again', 'appointment.cancelled.v1', { statusKind: 'booked' }, true],
  ['is still deleted', 'appointment.deleted.v1', {}, false],
  ['was restored', 'appointment.deleted.v1', { deletedAt: undefined }, true],
  [
    'was taken up again cancelled',
    'appointment.deleted.v1',
    { deletedAt: undefined, statusKind: 'cancelled' },
    false,
  ],
  ['has that status', 'appointment.status-changed.v1', moved, false],
  ['was deleted after it was made', 'appointment.created.v1', { deletedAt: happenedAt }, true],
  ['was deleted with that status', 'appointment.status-changed.v1', { deletedAt: happenedAt }, true],
  ['has another status', 'appointment.status-changed.v1', { statusId: 'status_other' }, true],
])('[6.1] judges an old notice by the appointment, which %s (%s)', (_, type, parts, outOfDate) => {
  const event = noticeEvent(type);
  const appointment = leftBy(event, { version: 3, ...parts });
  expect(isOutOfDate(event, { appointment }, later)).toBe(outOfDate);
});

const ofAppointments = noticeEvents.filter((type) => type.startsWith('appointment.'));
test.each(ofAppointments)('[6.1] tells of an appointment that is gone only that it is off: %s', (type) => {
  const event = noticeEvent(type);
  expect(isOutOfDate(event, { appointment: undefined }, now)).toBe(!callsOff(event));
});

test('[6.1] says that it is silent where a notice is out of date', () => {
  const event = noticeEvent('appointment.reminder-due.v1');
  const appointment = leftBy(event, moved);
  for (const channel of channels)
    expect(decideClientNotice(about(event, { appointment }), channel)).toEqual({ silence: 'out-of-date' });
});

test('[6.1] still tells within five minutes of a change that was followed by another', () => {
  const since = { appointment: leftBy(changed(), { version: 3, ...moved }) };
  expect(isOutOfDate(changed(), since, later - 1)).toBe(false);
  expect(isOutOfDate(changed(), since, later)).toBe(true);
});

test.each<[string, Parts, boolean]>([
  ['stands as it did', {}, false],
  ['has another clinician now', { version: 3, staffId: ids.otherClinician }, false],
  ['has moved', { version: 3, ...moved }, true],
  ['has been cancelled', { version: 3, statusKind: 'cancelled' }, true],
  ['has been deleted', { version: 3, deletedAt: happenedAt }, true],
  ['has been attended', { version: 3, statusKind: 'attended' }, true],
])(
  '[6.1] never sends a reminder that is out of date, however young: the appointment %s',
  (_, parts, outOfDate) => {
    const event = noticeEvent('appointment.reminder-due.v1');
    expect(isOutOfDate(event, { appointment: leftBy(event, parts) }, now)).toBe(outOfDate);
  },
);

const start = Date.parse(changed().data.startsAt);
const toldAfterwards: NoticeType[] = [
  'appointment.status-changed.v1',
  'request.declined.v1',
  'request.withdrawn.v1',
  'request.expired.v1',
];
test.each(noticeEvents)(
  '[6.1] tells of %s until the appointment begins, or of its status and the end of a request afterwards',
  (type) => {
    const before = noticeEvent(type);
    expect(decideClientNotice(about(before, { now: start - 1 }), 'email')).toHaveProperty('to');
    const after = {
      ...before,
      metadata: { ...before.metadata, occurredAt: before.data.startsAt },
    } as NoticeEvent;
    expect(decideClientNotice(about(after, { now: start }), 'email')).toEqual(
      toldAfterwards.includes(type)
        ? { reader: readerOf(aClient(), undefined), to: address.email }
        : { silence: 'begun' },
    );
  },
);

test('[6.1] still tells after the start that an appointment was called off before it', () => {
  for (const type of ['appointment.cancelled.v1', 'appointment.deleted.v1'] as const)
    expect(decideClientNotice(about(noticeEvent(type), { now: start + 1 }), 'email')).toHaveProperty('to');
});

test('[6.4] waits longer before each try, six hours at most', () => {
  expect([1, 2, 3, 9, 10, 40].map((attempt) => nextTryAt(attempt, 0) / 60_000)).toEqual([
    1, 2, 4, 256, 360, 360,
  ]);
});

test.each([
  ['email', 72 * 60],
  ['text', 60],
] as const)('[6.4] gives up: %s after %i minutes', (channel, minutes) => {
  const end = Date.parse(happenedAt) + minutes * 60_000;
  expect(isGivenUp(channel, changed(), end - 1)).toBe(false);
  expect(isGivenUp(channel, changed(), end)).toBe(true);
});

describe('a change of the practice’s zone', () => {
  const moved = (over: Parameters<typeof changed>[1] = {}) =>
    changed({ cause: 'system', actor: ZONE_CHANGE_ACTOR }, over);

  test('[1.1] is told by e-mail, since a calendar shows an instant, and by no text', () => {
    expect(decideClientNotice(about(moved()), 'email')).toHaveProperty('to');
    expect(decideClientNotice(about(moved()), 'text')).toEqual({ silence: 'clock-kept' });
  });

  test('[1.1] is not told of an appointment that is cancelled, or keeps its instant', () => {
    const { startsAt } = changed().data;
    for (const event of [moved({ statusKind: 'cancelled' }), moved({ previousStartsAt: startsAt })])
      expect(decideClientNotice(about(event), 'email')).toEqual({ silence: 'clock-kept' });
  });

  test('[1.1] follows the setting for changes', () => {
    const practice = withNotices({ appointmentChanged: off });
    expect(decideClientNotice(about(moved(), { practice }), 'email')).toEqual({ silence: 'notice-off' });
  });
});

describe('of a request', () => {
  const requests = noticeEvents.filter((type) => type.startsWith('request.'));

  test.each(requests)('[5.3] tells of %s somebody too who is no client yet', (type) => {
    const event = noticeEvent(type, {}, { clientId: null });
    expect(asNotice(event)).toEqual(event);
  });

  test.each(['appointment.created.v1', 'appointment.deleted.v1'] as const)(
    '[1.12] leaves %s that a decision brought about to the notice of the decision',
    (type) => {
      expect(asNotice(noticeEvent(type, {}, { requestId: ids.request }))).toBeUndefined();
      expect(asNotice(noticeEvent(type, {}, { requestId: null }))).toBeDefined();
    },
  );

  test('[5.3] e-mails the note of a decline although that notice is off, and texts nothing', () => {
    const practice = withNotices({ requestDeclined: off });
    const noted = noticeEvent('request.declined.v1', {}, { withNote: true });
    expect(decideClientNotice(about(noted, { practice }), 'email')).toHaveProperty('to');
    expect(decideClientNotice(about(noted, { practice }), 'text')).toEqual({ silence: 'notice-off' });
    const bare = noticeEvent('request.declined.v1');
    expect(decideClientNotice(about(bare, { practice }), 'email')).toEqual({ silence: 'notice-off' });
    const client = aClient({ consent: off });
    expect(decideClientNotice(about(noted, { practice, client }), 'email')).toEqual({
      silence: 'no-consent',
    });
  });

  test.each<[string, NoticeType, Partial<AppointmentRequest>, Parts, boolean]>([
    ['is as it was', 'request.approved.v1', {}, {}, false],
    ['waits again', 'request.approved.v1', { state: 'pending', round: 2 }, {}, true],
    ['was approved once more', 'request.approved.v1', { round: 2 }, {}, true],
    ['became an appointment that moved', 'request.approved.v1', {}, moved, true],
    ['became an appointment that is off', 'request.approved.v1', {}, { statusKind: 'cancelled' }, true],
    ['is declined still', 'request.declined.v1', {}, {}, false],
    ['is open again', 'request.declined.v1', { state: 'pending', round: 2 }, {}, true],
    ['waits still', 'request.undone.v1', {}, { deletedAt: happenedAt }, false],
    ['was decided anew', 'request.undone.v1', { state: 'declined' }, {}, true],
    ['is withdrawn', 'request.withdrawn.v1', {}, {}, false],
    ['has run out', 'request.expired.v1', {}, {}, false],
  ])('[6.1] judges an old answer by the request, which %s (%s)', (_, type, parts, after, outOfDate) => {
    const event = noticeEvent(type);
    const subject = { appointment: leftBy(event, after), request: requestLeftBy(event, parts)! };
    expect(isOutOfDate(event, subject, later)).toBe(outOfDate);
    expect(isOutOfDate(event, subject, later - 1)).toBe(false);
    expect(isOutOfDate(event, { ...subject, request: undefined }, now)).toBe(true);
  });

  test('[5.2] tells staff of no request that has been answered for a while', () => {
    const event = requestEvent('request.opened.v1') as Parameters<typeof isOutOfDate>[0];
    const waiting = { state: 'pending', round: 1 } as AppointmentRequest;
    const subject = (request: AppointmentRequest) => ({ appointment: undefined, request });
    expect(isOutOfDate(event, subject(waiting), later)).toBe(false);
    expect(isOutOfDate(event, subject({ ...waiting, state: 'withdrawn' }), later)).toBe(true);
  });

  test('[6.1] does not confirm an appointment that is gone', () => {
    const event = noticeEvent('request.approved.v1');
    const subject = { appointment: undefined, request: requestLeftBy(event)! };
    expect(isOutOfDate(event, subject, later)).toBe(true);
  });
});

test.each([
  ['is open', offer, true],
  ['was taken', { ...offer, state: 'accepted' as const }, false],
  ['is past its time', { ...offer, until: happenedAt }, false],
  ['is not there', undefined, false],
])('[4.5] tells of an offer that %s: %s', (_, now, told) => {
  const decided = decideClientNotice(about(noticeEvent('offer.made.v1'), { offer: now }), 'email');
  expect('to' in decided).toBe(told);
});
