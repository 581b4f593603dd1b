import { expect, test } from 'vitest';
import { events } from '../../../shared/domain/event.ts';
import { callsOff, clientNoticeOf } from '../../../shared/domain/notice.ts';
import { notices } from '../../../shared/domain/template.ts';
import { previewEvent } from '../../../shared/domain/template-preview.ts';
import { givenAppointment, ids } from './given.ts';

test.each(notices)('[1.12] makes of an appointment what would lead to its %s', (notice) => {
  const appointment = givenAppointment({ statusKind: 'attended' });
  const event = previewEvent(notice, appointment, ids.practice);
  expect(clientNoticeOf[event.type]).toBe(notice);
  expect(events[event.type].data.safeParse(event.data).success).toBe(true);
  expect(event.data).toMatchObject({ startsAt: appointment.startsAt, clientId: appointment.clientId });
  const standing = notice === 'appointmentStatusChanged' ? 'attended' : 'booked';
  if ('statusKind' in event.data)
    expect(event.data.statusKind).toBe(callsOff(event) ? 'cancelled' : standing);
});

test('[1.12] takes the day before as the time before', () => {
  const event = previewEvent('appointmentChanged', givenAppointment(), ids.practice);
  expect(event.data).toMatchObject({
    previousStartsAt: '2026-11-23T09:00:00.000Z',
    previousEndsAt: '2026-11-23T09:45:00.000Z',
  });
});
