import type { Item } from '../../../shared/data/table.ts';
import type { Act } from './act.ts';
import type { Said } from './acts.ts';
import type { State } from './state.ts';
import type { Deed } from './steps.ts';

/** What was said of each act, held against what it wrote: its events bear the id of its request. */

const held = 'hold.placed';
const freed = 'hold.released';

/** What a yes to each deed tells of, in order of the alphabet. */
const tells: Record<Deed, readonly (readonly string[])[]> = {
  ask: [
    [held, 'request.opened'],
    ['appointment.created', 'request.approved'],
  ],
  'move-request': [[held, freed, 'request.moved']],
  withdraw: [[freed, 'request.withdrawn']],
  expire: [[freed, 'request.expired']],
  approve: [
    ['appointment.created', freed, 'request.approved'],
    ['appointment.created', 'client.created', freed, 'request.approved'],
  ],
  decline: [[freed, 'request.declined']],
  undo: [
    [held, 'request.undone'],
    ['appointment.deleted', held, 'request.undone'],
  ],
  change: [['appointment.changed']],
  move: [['appointment.changed']],
  cancel: [['appointment.cancelled']],
  'call-off': [['appointment.cancelled']],
  create: [['appointment.created']],
  'hand-over': [['appointment.staff-changed']],
  delete: [['appointment.deleted']],
  restore: [['appointment.restored']],
  // Over the limits of an address nothing comes of it, and nobody is told.
  form: [['request.received'], ['request.received', 'request.received'], []],
  // Who presses again sees what became of it.
  confirm: [
    [held, 'request.opened'],
    ['appointment.created', 'request.approved'],
    ['appointment.created', 'client.created', 'request.approved'],
    [],
  ],
  join: [['waitlist.joined']],
  leave: [['waitlist.left'], ['offer.withdrawn', 'waitlist.left']],
  accept: [['appointment.changed', 'offer.accepted', 'waitlist.ended']],
  refuse: [['offer.refused']],
  lapse: [['offer.lapsed']],
};

/** Whose no it may be: what is wrong with a request that is well formed. */
const noes = new Set([
  'not-found',
  'forbidden',
  'already-decided',
  'not-undoable',
  'taken',
  'not-an-opening',
  'unchanged',
  'requests-open',
  'already-cancelled',
  'not-changeable',
  'begun',
  'decided-before',
  'waits',
  'link-ended',
  'already-there',
  'offer-over',
  'closed-before',
]);

const isPassing = ({ says, status }: Said) => says === 'busy' && (status === 503 || status === 200);

const typeOf = ({ type }: Item) => String(type).replace('.v1', '');

/** Deeds of which the time is known that they are to come to. */
const timed: readonly Deed[] = [
  'ask',
  'form',
  'confirm',
  'move-request',
  'change',
  'move',
  'create',
  'accept',
];
const notOfTimes: readonly string[] = [freed, 'client.created', 'waitlist.ended'];

/** What is asked for is what was written. */
function wronglyDone(act: Act, events: readonly Item[]): string[] {
  const asksForTime = timed.includes(act.deed);
  const asksForStaff =
    ['create', 'hand-over'].includes(act.deed) || (['ask', 'form'].includes(act.deed) && act.staffId);
  return events.flatMap((event) => {
    if (notOfTimes.includes(typeOf(event))) return [];
    const { startsAt, staffId } = event.data as { startsAt: string; staffId: string };
    return [
      ...(asksForTime && startsAt !== act.startsAt ? [`${event.type} tells of ${startsAt}`] : []),
      ...(asksForStaff && staffId !== act.staffId ? [`${event.type} tells of another clinician`] : []),
    ];
  });
}

/**
 * What is wrong with what was said to one act (`alone` where nothing else was done at that moment): a yes has its
 * events, once, also where it was sent two times with one key; a no has none and is one that people can be given;
 * nothing is ever an error of ours.
 */
export function wrongAnswers(
  act: Act,
  said: readonly Said[],
  { events, requests }: State,
  { latest, alone }: { latest: number; alone: boolean },
): string[] {
  const written = events.filter(({ correlationId }) =>
    said.some((one) => one.correlationId === correlationId),
  );
  const types = written.map(typeOf).toSorted();
  const told = types.join(', ') || 'nothing';
  const isWhole = tells[act.deed].some((each) => each.join() === types.join());
  const yes = said.filter(({ says }) => says === 'yes');
  const no = said.filter((one) => one.says !== 'yes' && !isPassing(one));
  const isUnconfirmed = requests.find(({ id }) => id === act.request?.id)?.state === 'unconfirmed';
  const strange = no.filter(({ says, status }) => !noes.has(says) || status >= 500);
  // A request holds its time: nobody else can have it before its deadline.
  const isDenied =
    act.deed === 'approve' &&
    no.some(({ says }) => says === 'taken') &&
    Date.parse(act.request!.deadline) > latest;
  // Of two sweeps one closes it, and of two who leave one does. Of two requests with one key the later may get a time that another gave back after
  // the earlier was refused it: a no is not kept. With nobody else about both say the same.
  const mayDiffer = ['expire', 'lapse', 'leave'].includes(act.deed) || !alone;
  return [
    ...(isDenied ? ['a request could not be approved although it held its time'] : []),
    ...strange.map(({ says, status }) => `it was answered with ${status}, ${says}`),
    ...(yes.length > 0 && !isWhole ? [`the answer was yes, and what was told is ${told}`] : []),
    ...(yes.length === 0 && types.length > 0 && !(said.some(isPassing) && isWhole)
      ? [`the answer was ${said.map(({ says }) => says).join(' and ')}, and what was told is ${told}`]
      : []),
    ...(!mayDiffer && yes.length > 0 && no.length > 0 ? ['one key was answered with a yes and a no'] : []),
    ...(new Set(yes.map(({ body }) => JSON.stringify(body))).size > 1 ? ['one key has two answers'] : []),
    ...(yes.length > 0 ? wronglyDone(act, written) : []),
    ...(yes.length > 0 && act.deed === 'confirm' && isUnconfirmed ? ['nothing came of a confirmation'] : []),
  ];
}

/** The version of what was written that an answer names: each is the answer of one act alone. */
export function versionsTwice(acts: readonly { said: readonly Said[] }[]): string[] {
  const names = acts.flatMap(({ said }) => {
    const yes = said.find(({ says }) => says === 'yes');
    if (!yes?.body.id || yes.body.version === undefined) return [];
    return [`${yes.body.id} version ${yes.body.version}`];
  });
  return names
    .filter((name, at) => names.indexOf(name) !== at)
    .map((name) => `${name} was the answer to two`);
}
