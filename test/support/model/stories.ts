import { fc } from '../random.ts';
import { anyOf, type Deed, deeds, type History, type Round, type Step, waits } from './steps.ts';

/** How histories are drawn: of random rounds, and of stories, which take several rounds in their order. */

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

const step = anyOf(...often, ...deeds);

const moments = ['a moment', 'a moment', 'a moment', 'a moment', 'a moment', 'a moment'] as const;

const round: fc.Arbitrary<Round> = fc.record({
  wait: fc.constantFrom(...moments, ...waits),
  late: fc.nat(3).map((number) => number === 3),
  steps: fc.oneof(
    fc.array(step, { minLength: 1, maxLength: 1 }),
    fc.array(step, { minLength: 2, maxLength: 5, size: 'max' }),
  ),
});

const plain = { which: 0, any: false, near: false, odd: false, twice: false };

const alone = (deed: Deed, of: Pick<Step, 'who' | 'slot' | 'staff'>): Round => ({
  wait: 'a moment',
  late: false,
  steps: [{ ...plain, deed, ...of }],
});

/** At first, or at the deadline of whatever ends next, which the sweep is about to close then. */
const soon = fc.constantFrom<Round['wait'][]>('a moment', 'a moment', 'before a deadline', 'to a deadline');

/** The latest time that anybody wants. */
const last = 9;

/** Somebody waits for an earlier time of a clinician, one comes free, and what becomes of it is anybody's. */
const storyOfWaiting: fc.Arbitrary<Round[]> = fc
  .record({
    who: fc.nat(2),
    slot: fc.nat(6),
    staff: fc.nat(1),
    frees: fc.constantFrom<Deed[]>('call-off', 'delete', 'hand-over'),
    meanwhile: fc.array(anyOf('ask', 'create', 'cancel', 'leave'), { maxLength: 1 }),
    wait: soon,
    first: anyOf('accept', 'accept', 'refuse', 'leave'),
    more: fc.array(anyOf('accept', 'refuse', 'leave', 'cancel', 'ask', 'move'), { maxLength: 2 }),
  })
  .map(({ who, slot, staff, frees, meanwhile, wait, first, more }) => {
    const [their, others] = [
      { who, slot: last, staff },
      { who: (who + 1) % 3, slot, staff },
    ];
    const answer: Step = wait === 'to a deadline' ? { ...first, deed: 'lapse' } : first;
    return [
      alone('create', their),
      alone('join', their),
      alone('create', others),
      alone(frees, { ...others, slot: last }),
      ...meanwhile.map((step): Round => ({ wait: 'a moment', late: true, steps: [step] })),
      { wait, late: false, steps: [answer, ...more] },
    ];
  });

/** A stranger asks and confirms, in time or not, and what becomes of it is the practice's. */
const storyOfStranger: fc.Arbitrary<Round[]> = fc
  .record({
    who: fc.nat(1),
    slot: fc.nat(9),
    staff: fc.nat(2),
    confirms: fc.array(anyOf('confirm', 'confirm', 'form', 'ask'), { maxLength: 1 }),
    wait: soon,
    decides: anyOf('approve', 'approve', 'decline', 'undo'),
    more: fc.array(anyOf('approve', 'decline', 'confirm', 'undo', 'form'), { maxLength: 2 }),
  })
  .map(({ who, slot, staff, confirms, wait, decides, more }) => {
    const about = { who, slot, staff };
    const [confirm] = alone('confirm', about).steps as [Step];
    const decision: Step = wait === 'to a deadline' ? { ...decides, deed: 'expire' } : decides;
    return [
      alone('form', about),
      { wait: 'a moment', late: false, steps: [confirm, ...confirms] },
      { wait, late: false, steps: [decision, ...more] },
    ];
  });

export const histories: fc.Arbitrary<History> = fc.record({
  approval: fc.constantFrom('required', 'required', 'none'),
  gaps: fc.constantFrom([0, 0], [0, 15], [30, 10]),
  soon: fc.boolean(),
  rounds: fc
    .array(
      fc.oneof(
        { weight: 10, arbitrary: round.map((it) => [it]) },
        { weight: 1, arbitrary: storyOfWaiting },
        { weight: 1, arbitrary: storyOfStranger },
      ),
      { minLength: 3, maxLength: 9, size: 'max' },
    )
    .map((all) => all.flat()),
});
