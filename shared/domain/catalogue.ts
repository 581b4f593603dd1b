import * as z from 'zod';
import { statusKind } from './appointment.ts';
import { found } from './decision.ts';
import { locationId, serviceId, staffId, statusId } from './id.ts';
import { lateMode, noticeWindow } from './settings.ts';
import { zone } from './zone-name.ts';

export const role = z.enum(['admin', 'manager', 'clinician']);
export type Role = z.infer<typeof role>;

const name = z.string().trim().min(1).max(120);

/** Which notices of clients' changes a user gets by e-mail (product 6.2). */
export const staffNotices = z.strictObject({ own: z.boolean(), all: z.boolean() });

export const staff = z.object({
  id: staffId,
  name,
  email: z.email().nullable(),
  roles: z.array(role),
  bookableOnline: z.boolean(),
  /** Whether the subscription lets clients book with them; left out: it does (product 1.10). */
  selfScheduling: z.boolean().optional(),
  serviceIds: z.array(serviceId),
  notices: staffNotices,
  archived: z.boolean(),
  version: z.int(),
});
export type Staff = z.infer<typeof staff>;

export const service = z.object({
  id: serviceId,
  name,
  durationMinutes: z.int().min(5).max(720),
  /** Each value stands apart; what is left out is the practice's (product 1.6). */
  overrides: z.strictObject({
    changeWindow: noticeWindow.optional(),
    changeMode: lateMode.optional(),
    cancellationWindow: noticeWindow.optional(),
    cancellationMode: lateMode.optional(),
  }),
  archived: z.boolean(),
  version: z.int(),
});
export type Service = z.infer<typeof service>;

export const location = z.object({
  id: locationId,
  name,
  address: z.string().max(300).nullable(),
  /** Null: the practice's zone. */
  zone: zone.nullable(),
  archived: z.boolean(),
  version: z.int(),
});
export type Location = z.infer<typeof location>;

/** One of the practice's own appointment statuses (product 1.7). */
export const status = z.object({
  id: statusId,
  name,
  kind: statusKind,
  /** Set by its first use, for good: an appointment has or had it, and it cannot be deleted. */
  used: z.boolean().optional(),
  version: z.int(),
});
export type Status = z.infer<typeof status>;

/** A status as staff see it. */
export const statusView = status.extend({
  used: z
    .boolean()
    .default(false)
    .meta({ description: 'An appointment has it, or had it: it cannot be deleted.' }),
});

export interface Catalogue {
  staff: Staff[];
  services: Service[];
  locations: Location[];
  statuses: Status[];
}

/** An entry that is there and not archived; else `not-found`: what is archived is not changed any more. */
export const inUse = <T extends { archived: boolean }>(entry: T | undefined): T =>
  found(entry?.archived ? undefined : entry);

/** The status that a new appointment gets: the practice's first of the kind `booked`. */
export const bookedStatus = (statuses: readonly Status[]): Status =>
  found(statuses.find(({ kind }) => kind === 'booked'));
