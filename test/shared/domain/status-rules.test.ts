import { describe, expect, test } from 'vitest';
import type { Status } from '../../../shared/domain/catalogue.ts';
import { decideStatusDeletion, decideStatusName } from '../../../shared/domain/status-rules.ts';
import { givenSettings, ids, statuses } from './given.ts';

const status = (id: string) => statuses.find((each) => each.id === id)!;

describe('the name of a status', () => {
  test.each(['Attended', ' attended ', 'ATTENDED'])('[1.7] is nobody else’s: "%s"', (name) => {
    const refused = { refusal: { code: 'validation', errors: [{ pointer: '/name', code: 'repeated' }] } };
    expect(decideStatusName(statuses, null, name)).toMatchObject(refused);
    expect(decideStatusName(statuses, status(ids.booked), name)).toMatchObject(refused);
  });

  test('[1.7] may be its own in other letters, or new', () => {
    expect(decideStatusName(statuses, status(ids.attended), 'ATTENDED').allowed).toBe(true);
    expect(decideStatusName(statuses, null, 'Left early').allowed).toBe(true);
  });

  test('[1.7] is the hundredth at most', () => {
    const many = Array.from({ length: 100 }, (_, at) => ({ ...status(ids.booked), name: `Booked ${at}` }));
    expect(decideStatusName(many.slice(1), null, 'One more').allowed).toBe(true);
    expect(decideStatusName(many, many[0]!, 'Another name').allowed).toBe(true);
    expect(decideStatusName(many, null, 'One more')).toMatchObject({
      refusal: { errors: [{ pointer: '/name', code: 'too-many' }] },
    });
  });
});

describe('deleting a status', () => {
  const decide = (it: Status, over: Parameters<typeof givenSettings>[0] = {}, all = statuses) =>
    decideStatusDeletion({ status: it, statuses: all, settings: givenSettings(over) });

  test('[1.7] goes for one that nothing names and nothing used', () => {
    expect(decide(status(ids.missed))).toEqual({ allowed: true, value: { beside: null } });
  });

  test('[1.7] is refused while something uses it, naming all that does', () => {
    const { notices } = givenSettings();
    const over = {
      cancelledStatusId: ids.lateCancelled,
      notices: {
        ...notices,
        appointmentStatusChanged: { email: true, text: false, statusIds: [ids.missed, ids.lateCancelled] },
      },
    };
    expect(decide({ ...status(ids.lateCancelled), used: true }, over)).toMatchObject({
      allowed: false,
      refusal: {
        code: 'in-use',
        current: {
          usedBy: [
            'appointments',
            '/cancelledStatusId',
            '/lateCancelledStatusId',
            '/notices/appointmentStatusChanged/statusIds/1',
          ],
        },
      },
    });
    expect(decide({ ...status(ids.attended), used: true })).toMatchObject({
      refusal: { current: { usedBy: ['appointments'] } },
    });
  });

  test('[1.7] leaves one for appointments that are booked, and says which', () => {
    expect(decide(status(ids.booked))).toMatchObject({
      refusal: { code: 'in-use', current: { usedBy: ['new-appointments'] } },
    });
    const second = { ...status(ids.booked), id: ids.service };
    expect(decide(status(ids.booked), {}, [...statuses, second])).toEqual({
      allowed: true,
      value: { beside: ids.service },
    });
  });
});
