import { describe, expect, test } from 'vitest';
import type { RequestState } from '../../../shared/domain/request.ts';
import {
  outcomeOf,
  roundBeginnings,
  roundBegunBy,
  roundEndedBy,
  roundEndings,
  secondsUntil,
} from '../../../shared/domain/request-round.ts';
import { fixtures } from '../../../shared/events/fixtures.ts';

const now = Date.parse('2026-11-20T10:00:00.000Z');

describe('a round of a request', () => {
  test.each(roundBeginnings.filter((type) => type !== 'request.approved.v1'))(
    '[5.5] begins by %s',
    (type) => {
      const { metadata, data } = fixtures[type];
      const { requestId, round, deadline } = data;
      expect(roundBegunBy({ type, metadata, data }, now)).toEqual({
        practiceId: metadata.practiceId,
        requestId,
        round,
        deadline,
        waitSeconds: (Date.parse(deadline) - now) / 1000,
      });
    },
  );

  test('[4.2] begins by an approval only where the practice’s own rule gave it', () => {
    const { metadata, data } = fixtures['request.approved.v1'];
    const type = 'request.approved.v1';
    expect(roundBegunBy({ type, metadata, data }, now)).toBeNull();
    const byRule = { ...data, decidedBy: null };
    expect(roundBegunBy({ type, metadata, data: byRule }, now)).toMatchObject({ round: data.round });
  });

  test.each(roundEndings)('[5.5] ends by %s, the one before it where the request waits anew', (type) => {
    const { data } = fixtures[type];
    const outcome = type.split('.')[1];
    const round = outcome === 'moved' || outcome === 'undone' ? data.round - 1 : data.round;
    expect(roundEndedBy({ type, data })).toEqual({ requestId: data.requestId, round, outcome });
  });

  test.each<[RequestState, number, string | null]>([
    ['pending', 2, null],
    ['unconfirmed', 2, null],
    ['approved', 2, 'approved'],
    ['declined', 2, 'declined'],
    ['withdrawn', 2, 'withdrawn'],
    ['expired', 2, 'expired'],
    ['pending', 3, 'renewed'],
    ['approved', 3, 'renewed'],
  ])('[5.5] two of a request that is %s in round %i ended as %s', (state, round, outcome) => {
    expect(outcomeOf({ state, round }, 2)).toBe(outcome);
  });

  test.each([
    [-5_000, 1],
    [0, 1],
    [1, 1],
    [1_000, 1],
    [1_001, 2],
    [72 * 3_600_000, 259_200],
  ])('[5.4] waits whole seconds: %i ms are %i', (left, seconds) => {
    expect(secondsUntil(new Date(now + left).toISOString(), now)).toBe(seconds);
  });
});
