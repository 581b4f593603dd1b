import { fc } from '../random.ts';

/** What a history is made of: plain data, so that one that fails can be printed, made shorter and run again. */

/** What clients do, what staff do, and what the sweep does. */
export const deeds = [
  'ask',
  'move-request',
  'withdraw',
  'change',
  'cancel',
  'approve',
  'decline',
  'undo',
  'create',
  'move',
  'hand-over',
  'call-off',
  'delete',
  'restore',
  'expire',
] as const;
export type Deed = (typeof deeds)[number];

/** One deed of one actor. What it is about is a number among what there is then. */
export interface Step {
  deed: Deed;
  /** Which client. */
  who: number;
  /** Which request or appointment; of those that the deed suits, or of all where `any` is set. */
  which: number;
  any: boolean;
  /** Which time, and which clinician. */
  slot: number;
  staff: number;
  /** Staff set the gaps beside other appointments aside. */
  near: boolean;
  /** Another client than the one it belongs to; a clinician in place of the manager; a clock that is fast. */
  odd: boolean;
  /** Sent two times at once with one Idempotency-Key, as after a lost answer. */
  twice: boolean;
}

/** How far the clock goes on before a round. */
export const waits = ['a moment', 'an hour', 'a day', 'before a deadline', 'to a deadline'] as const;

/** Steps that are taken all at once. */
export interface Round {
  wait: (typeof waits)[number];
  steps: Step[];
}

export interface History {
  approval: 'required' | 'none';
  /** Gaps before and after, minutes. */
  gaps: readonly [before: number, after: number];
  /** Booking inside 24 hours, with two hours' notice. */
  soon: boolean;
  rounds: Round[];
}

const rarely = fc.nat(11).map((number) => number === 11);

/** Asking, deciding and making are most of it. */
const often: readonly Deed[] = [
  'ask',
  'ask',
  'ask',
  'ask',
  'approve',
  'approve',
  'undo',
  'create',
  'create',
  'move',
];

const step: fc.Arbitrary<Step> = fc.record({
  deed: fc.constantFrom(...often, ...deeds),
  who: fc.nat(2),
  which: fc.nat(2),
  any: rarely,
  // Most want what most want.
  slot: fc.oneof(fc.nat(3), fc.nat(9)),
  staff: fc.nat(2),
  near: fc.boolean(),
  odd: rarely,
  twice: rarely,
});

const moments = ['a moment', 'a moment', 'a moment', 'a moment', 'a moment', 'a moment'] as const;

const round: fc.Arbitrary<Round> = fc.record({
  wait: fc.constantFrom(...moments, ...waits),
  steps: fc.oneof(
    fc.array(step, { minLength: 1, maxLength: 1 }),
    fc.array(step, { minLength: 2, maxLength: 5, size: 'max' }),
  ),
});

export const histories: fc.Arbitrary<History> = fc.record({
  approval: fc.constantFrom('required', 'required', 'none'),
  gaps: fc.constantFrom([0, 0], [0, 15], [30, 10]),
  soon: fc.boolean(),
  rounds: fc.array(round, { minLength: 4, maxLength: 12, size: 'max' }),
});
