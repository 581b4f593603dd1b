import type { Appointment } from '../../../shared/domain/appointment.ts';
import type { AppointmentRequest } from '../../../shared/domain/request.ts';
import type { Offer, WaitlistEntry } from '../../../shared/domain/waitlist.ts';
import type { Deed, Step } from './steps.ts';

/** A step in a practice as it is then. */
export interface Act {
  step: Step;
  deed: Deed;
  request?: AppointmentRequest | undefined;
  appointment?: Appointment | undefined;
  entry?: WaitlistEntry | undefined;
  offer?: Offer | undefined;
  /** Whose session it comes with; null: staff, a stranger, or the sweep. */
  clientId: string | null;
  /** Staff who are not the manager: the first clinician. */
  asClinician: boolean;
  /** The time that is asked for, ISO. */
  startsAt: string;
  /** Of the clinician that is asked for; null: anyone. */
  staffId: string | null;
  /** By which it is decided, epoch milliseconds. */
  now: number;
}
