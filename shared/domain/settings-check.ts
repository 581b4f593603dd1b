import * as z from 'zod';
import type { Appointment } from './appointment.ts';
import type { Service } from './catalogue.ts';
import { type RefusalCode, refusalCodes } from './decision.ts';
import type { Practice } from './practice.ts';
import type { Settings } from './settings.ts';
import {
  appointmentVerdict,
  decideChange,
  decideOfferedChange,
  type Verdict,
  type VerdictInput,
} from './verdict.ts';

/** A change or cancellation that really happened, with what the appointment was like before. */
export interface PastAct {
  what: 'change' | 'cancellation';
  /**
   * The client; or the client by taking an offer, which no window decides (product 4.5); or others: staff move
   * appointments too, which clears what a client's move has kept (product 1.6).
   */
  by: 'client' | 'offer' | 'others';
  appointmentId: string;
  clientId: string;
  serviceId: string | null;
  zone: string;
  /** The start before it, ISO. */
  startsAt: string;
  /** When it was done, ISO. */
  occurredAt: string;
}

/** What becomes of an act under some settings. */
export const outcome = z.enum(['on-time', 'late', 'phone-required', 'refused']);
export type Outcome = z.infer<typeof outcome>;

const tally = z.object({ onTime: z.int(), late: z.int(), phoneRequired: z.int(), refused: z.int() });
const extent = z.object({ acts: z.int(), clients: z.int() });

/** The counts of a check, over everything that was looked at. */
export const checkCounts = z.object({
  changes: z.int(),
  cancellations: z.int(),
  present: tally,
  draft: tally,
  newlyRefused: extent.meta({ description: 'Refused, or only by phone, where they are possible now.' }),
  newlyAllowed: extent,
  newlyLate: extent,
  noLongerLate: extent,
});
export type CheckCounts = z.infer<typeof checkCounts>;

/** What of an act is told: the outcome, and the code of a no. */
export const judged = z.object({ outcome, reason: z.enum(refusalCodes).nullable() });
export type Judged = z.infer<typeof judged>;

/** An act on which the two settings differ. */
export interface Affected extends PastAct {
  present: Judged;
  draft: Judged;
}

const judgedOf = ({ reason, late }: Verdict): Judged => {
  if (reason === null) return { outcome: late ? 'late' : 'on-time', reason };
  return { outcome: reason === 'phone-required' ? 'phone-required' : 'refused', reason };
};

/** What the verdicts look at besides settings and appointment: as open as it can be, so that settings decide. */
const open = {
  access: { state: 'active' },
  clinician: { bookableOnline: true, archived: false },
  location: null,
} as const satisfies Partial<VerdictInput>;

/**
 * What each of a client's acts on one appointment comes to under some settings. They are judged in their order: a
 * move that these settings allow keeps the old start as they say, and the next act is measured from it.
 */
function judge(
  practice: VerdictInput['practice'],
  services: readonly Service[],
  acts: readonly PastAct[],
  keptBefore: string | null,
): Map<PastAct, Judged> {
  let lateReference = keptBefore;
  const found = new Map<PastAct, Judged>();
  for (const act of acts) {
    const { what, by, startsAt, serviceId, occurredAt } = act;
    if (by === 'others') {
      lateReference = null;
      continue;
    }
    const service = services.find(({ id }) => id === serviceId);
    const appointment = { startsAt, statusKind: 'booked' as const, lateReference };
    const input: VerdictInput = {
      ...open,
      practice,
      service: service ? { overrides: service.overrides, archived: false } : null,
      appointment,
      now: Date.parse(occurredAt),
    };
    if (by === 'client') found.set(act, judgedOf(appointmentVerdict(input)[what]));
    if (what === 'cancellation') continue;
    const moved = by === 'offer' ? decideOfferedChange(input) : decideChange(input);
    if (moved.allowed) lateReference = moved.value.lateReference;
  }
  return found;
}

/**
 * The start that an appointment had kept before the first of these acts (product 1.6): what it keeps now, unless
 * that came of one of them.
 */
function keptBefore(appointment: Appointment | undefined, acts: readonly PastAct[]): string | null {
  const kept = appointment?.lateReference ?? null;
  const cameOfThem = acts.some(({ by, startsAt }) => by === 'others' || startsAt === kept);
  return cameOfThem ? null : kept;
}

const newTally = () => ({ onTime: 0, late: 0, phoneRequired: 0, refused: 0 });
const columns: Record<Outcome, keyof ReturnType<typeof newTally>> = {
  'on-time': 'onTime',
  late: 'late',
  'phone-required': 'phoneRequired',
  refused: 'refused',
};

const possible = ({ reason }: { reason: RefusalCode | null }) => reason === null;

const extentOf = (acts: readonly Affected[]) => ({
  acts: acts.length,
  clients: new Set(acts.map(({ clientId }) => clientId)).size,
});

/**
 * Tries a draft of the settings on what clients really did (product 1.13), by the verdicts that decide such writes:
 * each change and cancellation at its own instant, under the present settings and under the draft, with services'
 * overrides of today. What was refused at the time is no act, so a draft's new freedom shows in what the present
 * settings would refuse.
 *
 * @param acts oldest first
 * @param appointments those of the acts, as they are now; deleted ones are missing
 * @returns counts over all, and the acts on which the two differ, newest first
 */
export function checkDraft(about: {
  practice: Pick<Practice, 'name' | 'phone' | 'policyVersion' | 'settings'>;
  draft: Settings;
  services: readonly Service[];
  acts: readonly PastAct[];
  appointments: readonly Appointment[];
}): { counts: CheckCounts; affected: Affected[] } {
  const { practice, draft, services, acts, appointments } = about;
  const tallies = { present: newTally(), draft: newTally() };
  const affected: Affected[] = [];
  const kept = new Map(appointments.map((appointment) => [appointment.id, appointment]));
  for (const [appointmentId, own] of Map.groupBy(acts, (act) => act.appointmentId)) {
    const before = keptBefore(kept.get(appointmentId), own);
    const drafted = judge({ ...practice, settings: draft }, services, own, before);
    for (const [act, present] of judge(practice, services, own, before)) {
      const other = drafted.get(act)!;
      tallies.present[columns[present.outcome]] += 1;
      tallies.draft[columns[other.outcome]] += 1;
      if (present.outcome !== other.outcome) affected.push({ ...act, present, draft: other });
    }
  }
  const byClients = acts.filter(({ by }) => by === 'client');
  const of = (wanted: (it: Affected) => boolean) => extentOf(affected.filter(wanted));
  return {
    counts: {
      changes: byClients.filter(({ what }) => what === 'change').length,
      cancellations: byClients.filter(({ what }) => what === 'cancellation').length,
      ...tallies,
      newlyRefused: of((it) => possible(it.present) && !possible(it.draft)),
      newlyAllowed: of((it) => !possible(it.present) && possible(it.draft)),
      newlyLate: of((it) => it.present.outcome !== 'late' && it.draft.outcome === 'late'),
      noLongerLate: of((it) => it.present.outcome === 'late' && it.draft.outcome !== 'late'),
    },
    affected: affected.toSorted((one, other) => other.occurredAt.localeCompare(one.occurredAt)),
  };
}
