import * as z from 'zod';
import { type Appointment, instant } from './appointment.ts';
import type { Location, Service, Staff, Status } from './catalogue.ts';
import type { Access } from './client.ts';
import { allow, type Decision, type Refusal, type RefusalCode, refusalCodes, refuse } from './decision.ts';
import { windowHours } from './notice-window.ts';
import type { Practice } from './practice.ts';
import type { Settings, WindowRule } from './settings.ts';
import { freesTheTime, type StatusKind } from './status-kind.ts';
import { requirePortal } from './switches.ts';

/** Whether a client may do one thing with one appointment, and what its window says (product 3.1). */
export const verdict = z.strictObject({
  allowed: z.boolean(),
  /** The first instant at which the window refuses it; null where only phoning will do. */
  until: instant.nullable(),
  /** Done now, it would count as late. */
  late: z.boolean(),
  /** The first instant at which it counts as late; null where nothing is late. */
  lateFrom: instant.nullable(),
  reason: z.enum(refusalCodes).nullable(),
  /** The reason as a sentence for the client. */
  detail: z.string().nullable(),
});
export type Verdict = z.infer<typeof verdict>;

/** Whether a client may wait for an earlier time of one appointment (product 4.5): no window counts there. */
export const waitlistVerdict = verdict.pick({ allowed: true, reason: true, detail: true });

/** The verdicts on an appointment, and the policy text that is shown before cancelling (product 1.8). */
export const appointmentVerdicts = z.strictObject({
  change: verdict,
  cancellation: verdict,
  waitlist: waitlistVerdict,
  policy: z.strictObject({ version: z.int(), text: z.string() }).nullable(),
});
export type AppointmentVerdicts = z.infer<typeof appointmentVerdicts>;

/** All that the verdicts look at; `now` in epoch milliseconds. */
export interface VerdictInput {
  practice: Pick<Practice, 'name' | 'phone' | 'settings' | 'policyVersion'>;
  access: Pick<Access, 'state'>;
  /** Null for an appointment without one: imported, or given no place. */
  service: Pick<Service, 'overrides' | 'archived'> | null;
  clinician: Pick<Staff, 'bookableOnline' | 'archived'>;
  location: Pick<Location, 'archived'> | null;
  appointment: Pick<Appointment, 'startsAt' | 'statusKind' | 'lateReference'>;
  now: number;
}

type Kind = 'change' | 'cancellation';
type Reason = Pick<Refusal, 'code' | 'detail'>;

/**
 * The windows and modes that count for a service (product 1.5, 1.6): each of the four
 * values is the service's own or else the practice's. With the *apply* switch off both windows read `none`,
 * the service's and `never` too.
 */
export function effectiveRules(
  settings: Pick<Settings, 'applyCancellationPolicy' | 'change' | 'cancellation'>,
  service: Pick<Service, 'overrides'> | null,
): Record<Kind, WindowRule> {
  const own = service?.overrides ?? {};
  const change: WindowRule = {
    window: own.changeWindow ?? settings.change.window,
    mode: own.changeMode ?? settings.change.mode,
  };
  const cancellation: WindowRule = {
    window: own.cancellationWindow ?? settings.cancellation.window,
    mode: own.cancellationMode ?? settings.cancellation.mode,
  };
  if (settings.applyCancellationPolicy) return { change, cancellation };
  return { change: { ...change, window: 'none' }, cancellation: { ...cancellation, window: 'none' } };
}

/** The first instant inside a window, milliseconds; a day is 24 elapsed hours. Null: it has no such instant. */
function windowOpens(rule: WindowRule, reference: number): number | null {
  if (rule.window === 'none' || rule.window === 'never') return null;
  return reference - windowHours[rule.window] * 3_600_000;
}

/** The start that cancelling is measured from: the earlier of the kept and the present one (Verdicts 2). */
function cancellationReference({ startsAt, lateReference }: VerdictInput['appointment']): number {
  const start = Date.parse(startsAt);
  return lateReference === null ? start : Math.min(start, Date.parse(lateReference));
}

const iso = (milliseconds: number | null) =>
  milliseconds === null ? null : new Date(milliseconds).toISOString();

const closings: Record<Kind, { phoneOnly: string; closed: string; over: string }> = {
  change: {
    phoneOnly: 'To change the time, please phone',
    closed: 'Online changes have closed. Please phone',
    over: 'This appointment can no longer be changed online. For help, please phone',
  },
  cancellation: {
    phoneOnly: 'To cancel, please phone',
    closed: 'It is too late to cancel online. To cancel, please phone',
    over: 'This appointment can no longer be cancelled online. For help, please phone',
  },
};

/** The first thing that forbids it, in the order of product 1.6, as far as no window is concerned. */
function standingReason(kind: Kind, input: VerdictInput): Reason | null {
  const { practice, access, service, clinician, location, appointment, now } = input;
  const phoning = (code: RefusalCode, words: string) => ({ code, detail: `${words} ${practice.phone}.` });
  const portal = requirePortal(practice);
  if (!portal.allowed) return portal.refusal;
  if (access.state === 'disabled')
    return phoning('access-disabled', 'Your online access is switched off. Please phone');
  if (freesTheTime(appointment.statusKind))
    return phoning('already-cancelled', 'This appointment is already cancelled. For a new one, please phone');
  if (appointment.statusKind !== 'booked') return phoning('not-changeable', closings[kind].over);
  if (now >= Date.parse(appointment.startsAt))
    return phoning('begun', 'This appointment has already begun. Please phone');
  const noOpenings =
    !clinician.bookableOnline || clinician.archived || service?.archived || location?.archived;
  if (kind === 'change' && noOpenings)
    return phoning(
      'not-bookable-online',
      'This appointment cannot be moved online. To move it, please phone',
    );
  return null;
}

function judge(kind: Kind, input: VerdictInput, rule: WindowRule, reference: number): Verdict {
  const { phone } = input.practice;
  const opens = windowOpens(rule, reference);
  const never = rule.window === 'never';
  const marksLate = rule.mode === 'mark-late' && opens !== null;
  // Without a window, or with one that only marks, the beginning is what ends it.
  const until = never ? null : marksLate || opens === null ? Date.parse(input.appointment.startsAt) : opens;
  const inside = opens !== null && input.now >= opens;
  const reason = standingReason(kind, input) ?? windowReason(kind, phone, never, inside && !marksLate);
  return {
    ...answerOf(reason),
    until: iso(until),
    late: reason === null && inside,
    lateFrom: iso(marksLate ? opens : null),
  };
}

const answerOf = (reason: Reason | null): z.infer<typeof waitlistVerdict> => ({
  allowed: reason === null,
  reason: reason?.code ?? null,
  detail: reason?.detail ?? null,
});

function windowReason(kind: Kind, phone: string, never: boolean, closed: boolean) {
  const words = closings[kind];
  if (never) return { code: 'phone-required' as const, detail: `${words.phoneOnly} ${phone}.` };
  return closed ? { code: 'window-closed' as const, detail: `${words.closed} ${phone}.` } : null;
}

/**
 * Whether a client may change and cancel an appointment now (product 1.5, 1.6, 3.1): what
 * reading it shows is what `decideChange`, `decideCancellation` and `decideOfferedChange` decide by.
 */
export function appointmentVerdict(input: VerdictInput): AppointmentVerdicts {
  const { practice, service, appointment } = input;
  const rules = effectiveRules(practice.settings, service);
  const { shown, text } = practice.settings.cancellationPolicy;
  return {
    change: judge('change', input, rules.change, Date.parse(appointment.startsAt)),
    cancellation: judge('cancellation', input, rules.cancellation, cancellationReference(appointment)),
    waitlist: answerOf(standingReason('change', input)),
    policy: shown ? { version: practice.policyVersion, text } : null,
  };
}

/** The yes of a verdict, or its no with `phone`, and `until` where the window is what refuses. */
function asDecision({ reason, detail, until }: Verdict, phone: string): Decision<true> {
  if (reason === null) return allow(true);
  return refuse(reason, detail!, reason === 'window-closed' ? { until: until!, phone } : { phone });
}

/** Whether the client may move it at all now, to whatever opening (product 3.2): the verdict as a decision. */
export const decideMoveAtAll = (input: VerdictInput): Decision<true> =>
  asDecision(appointmentVerdict(input).change, input.practice.phone);

/** What a change by the client writes on the appointment, beside its new time. */
export interface ChangeOutcome {
  late: boolean;
  lateReference: string | null;
}

/**
 * Decides a change of time by the client (product 1.5, 1.6, 3.2); whether the new time is an opening, and
 * another than the present one, is the openings' to say. Moving from inside the cancellation window, whatever
 * its mode, keeps the present start as the reference for lateness; one that is kept already stays (product
 * 1.6). Refusals: those of the verdict.
 */
export function decideChange(input: VerdictInput): Decision<ChangeOutcome> {
  const { change } = appointmentVerdict(input);
  const decision = asDecision(change, input.practice.phone);
  return decision.allowed ? allow({ late: change.late, lateReference: referenceAfterMove(input) }) : decision;
}

/** What lateness is measured from once the client has moved it: moving is no way round the policy (product 1.6). */
function referenceAfterMove({ appointment, practice, service, now }: VerdictInput): string | null {
  const { cancellation } = effectiveRules(practice.settings, service);
  const opens = windowOpens(cancellation, Date.parse(appointment.startsAt));
  const inside = opens !== null && now >= opens;
  return appointment.lateReference ?? (inside ? appointment.startsAt : null);
}

/**
 * Decides a change of time that the practice offers from its waiting list (product 4.5): whatever the change window is,
 * `never` too, and never late; all else that forbids a change forbids this one.
 */
export function decideOfferedChange(input: VerdictInput): Decision<ChangeOutcome> {
  const { reason, detail } = appointmentVerdict(input).waitlist;
  return reason === null
    ? allow({ late: false, lateReference: referenceAfterMove(input) })
    : refuse(reason, detail!, { phone: input.practice.phone });
}

/** What a cancellation by the client writes on the appointment. */
export interface CancellationOutcome {
  late: boolean;
  statusId: string;
  statusKind: StatusKind;
  policyVersion: number | null;
}

/**
 * Decides a cancellation by the client (product 1.6-1.8, 3.3): the status is the practice's for cancelled or
 * late. The window comes before the policy's version; with the text off a version is ignored and not kept
 * (product 1.6). Refusals: those of the verdict, and `policy-changed` with the present policy in
 * `current` where the version is missing or another.
 */
export function decideCancellation(
  input: VerdictInput & { statuses: readonly Status[]; policyVersion?: number | undefined },
): Decision<CancellationOutcome> {
  const { practice, statuses, policyVersion } = input;
  const { cancellation, policy } = appointmentVerdict(input);
  const decision = asDecision(cancellation, practice.phone);
  if (!decision.allowed) return decision;
  if (policy && policyVersion !== policy.version)
    return refuse(
      'policy-changed',
      policyVersion === undefined
        ? 'Please read the cancellation policy before you cancel.'
        : 'The policy has changed. Please read it again.',
      { current: policy },
    );
  const { late } = cancellation;
  const { cancelledStatusId, lateCancelledStatusId } = practice.settings;
  const statusId = late ? lateCancelledStatusId : cancelledStatusId;
  // The practice may pick a status of either kind for either (product 1.7), so the kind is the status's own.
  const status = statuses.find((each) => each.id === statusId);
  return allow({
    late,
    statusId,
    statusKind: status?.kind ?? (late ? 'late-cancelled' : 'cancelled'),
    policyVersion: policy?.version ?? null,
  });
}
