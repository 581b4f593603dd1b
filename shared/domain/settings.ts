import * as z from 'zod';
import { statusId } from './id.ts';

export const noticeWindow = z
  .enum(['none', 'never', '1h', '2h', '3h', '4h', '5h', '6h', '1d', '2d', '3d', '1w'])
  .meta({
    description:
      'How long before the start it stops being allowed. `none`: until the appointment begins; `never`: only by phone.',
  });
export type NoticeWindow = z.infer<typeof noticeWindow>;

/** What happens inside the window (product 1.6). */
export const lateMode = z.enum(['refuse', 'mark-late']);
export type LateMode = z.infer<typeof lateMode>;

export const windowRule = z.strictObject({ window: noticeWindow, mode: lateMode });
export type WindowRule = z.infer<typeof windowRule>;

/** A message of the practice's own; `{practice}` and `{phone}` are filled in; null is the default wording. */
const offMessage = z.string().trim().min(1).max(500).nullable();

const channels = z.strictObject({ email: z.boolean(), text: z.boolean() });

/** What clients are told of, each by e-mail and by text (product 1.12). */
export const clientNotices = z.strictObject({
  appointmentCreated: channels,
  appointmentChanged: channels,
  appointmentStaffChanged: channels,
  appointmentCancelled: channels,
  appointmentDeleted: channels,
  /** Chosen for each status: only these are told of. */
  appointmentStatusChanged: channels.extend({ statusIds: z.array(statusId).max(50) }),
  requestConfirmed: channels,
  requestDeclined: channels,
  requestUndone: channels,
  reminder: channels.extend({ hoursBefore: z.int().min(1).max(336) }),
});
export type ClientNotices = z.infer<typeof clientNotices>;

/** How clients may come in (product 1.11). */
export const signInSettings = z.strictObject({
  /** Date of birth and postcode guard every way in; off, an appointment link asks for an e-mailed code. */
  identityCheck: z.boolean(),
  /** A link and a six-digit code by e-mail. */
  emailed: z.boolean(),
});

/** Features that a practice switches (product 1.9), as far as there are any. */
export const featureSwitches = z.strictObject({
  /** Clients ask for appointments online. */
  requests: z.boolean(),
});
export type Feature = keyof z.infer<typeof featureSwitches>;

/** Everything about appointments that a practice decides, as one versioned document (product 1.13). */
export const settings = z
  .strictObject({
    clientPortal: z.boolean(),
    onlineBooking: z.boolean(),
    offMessages: z.strictObject({ portal: offMessage, booking: offMessage }),
    applyCancellationPolicy: z.boolean(),
    change: windowRule,
    cancellation: windowRule,
    cancellationPolicy: z.strictObject({ shown: z.boolean(), text: z.string().trim().max(5000) }),
    cancelledStatusId: statusId,
    lateCancelledStatusId: statusId,
    signIn: signInSettings,
    features: featureSwitches,
    notices: clientNotices,
  })
  .superRefine((value, context) => {
    if (value.cancellationPolicy.shown && value.cancellationPolicy.text === '')
      context.addIssue({
        code: 'custom',
        path: ['cancellationPolicy', 'text'],
        message: 'Write the policy text, or switch showing it off.',
      });
  });
export type Settings = z.infer<typeof settings>;

const both = { email: true, text: true };

/** The settings of a new practice (product 1.3: both switches off), for its two built-in statuses. */
export function defaultSettings(cancelledStatusId: string, lateCancelledStatusId: string): Settings {
  return {
    clientPortal: false,
    onlineBooking: false,
    offMessages: { portal: null, booking: null },
    applyCancellationPolicy: true,
    change: { window: '1d', mode: 'refuse' },
    cancellation: { window: '1d', mode: 'refuse' },
    cancellationPolicy: { shown: false, text: '' },
    cancelledStatusId,
    lateCancelledStatusId,
    signIn: { identityCheck: true, emailed: true },
    features: { requests: true },
    notices: {
      appointmentCreated: both,
      appointmentChanged: both,
      appointmentStaffChanged: both,
      appointmentCancelled: both,
      appointmentDeleted: both,
      appointmentStatusChanged: { email: false, text: false, statusIds: [] },
      requestConfirmed: both,
      requestDeclined: both,
      requestUndone: both,
      reminder: { ...both, hoursBefore: 48 },
    },
  };
}
