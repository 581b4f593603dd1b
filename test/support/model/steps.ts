import { fc } from '../random.ts';

/** What a history is made of: plain data, so that one that fails can be printed, made shorter and run again. */

/** What clients do, staff, the sweep, strangers by their form and e-mail, and those who wait for an earlier time. */
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
  'form',
  'confirm',
  'join',
  'leave',
  'accept',
  'refuse',
  'lapse',
] as const;
export type Deed = (typeof deeds)[number];

/** One deed of one actor. What it is about is a number among what there is then. */
export interface Step {
  deed: Deed;
  /** Which client, or which stranger. */
  who: number;
  /** Which request, appointment, entry of the waiting list or offer; of those that the deed suits, or of all where `any` is set. */
  which: number;
  any: boolean;
  /** Which time, and which clinician. */
  slot: number;
  staff: number;
  /** Staff set the gaps beside other appointments aside; a stranger confirms at another time. */
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
  /** The waiting list hears of the rounds before only now, at once with the steps. */
  late: boolean;
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

/** A step but for its deed. */
const of = {
  who: fc.nat(2),
  which: fc.nat(2),
  any: rarely,
  // Most want what most want.
  slot: fc.oneof(fc.nat(3), fc.nat(9)),
  staff: fc.nat(2),
  near: fc.boolean(),
  odd: rarely,
  twice: rarely,
};

/** One of some deeds, of anybody and about anything. */
export const anyOf = (...some: Deed[]): fc.Arbitrary<Step> =>
  fc.record({ ...of, deed: fc.constantFrom(...some) });
