import * as z from 'zod';
import { clientId, staffId } from './id.ts';
import type { Feature } from './settings.ts';

export const personName = z.string().trim().min(1).max(80);

export const portalEmail = z.email().max(254);

/** E.164. */
export const e164Phone = z.string().regex(/^\+[1-9]\d{6,14}$/);

/** A whole calendar date of the past, `YYYY-MM-DD`; partial dates are no dates of birth (product 8.3). */
export const dateOfBirth = z.iso.date('Use a date like 1948-03-27.');

/** An e-mail address as people type it. */
export const emailAddress = z.email('Use an address like name@example.com.').max(254);

/** A client's record, as far as the portal holds it. */
export const client = z.object({
  id: clientId,
  givenName: personName,
  familyName: personName,
  dateOfBirth: dateOfBirth.nullable(),
  postcode: z.string().max(12).nullable(),
  email: portalEmail.nullable(),
  phone: e164Phone.nullable(),
  /** The clinicians that they are assigned to, where the practice lets clients book only those (product 4.2). */
  clinicianIds: z.array(staffId).max(50).optional(),
  consent: z.strictObject({ email: z.boolean(), text: z.boolean() }),
  /** Never written to, never let in (product 8.3). */
  deceased: z.boolean(),
  /** Tried out by staff (product 2.12). */
  test: z.boolean(),
  version: z.int(),
});
export type Client = z.infer<typeof client>;

export type Consent = Client['consent'];

/** Why a client's consent to notices is another: they chose so in the portal or by a link, complained, or told staff. */
export const consentReason = z.enum(['preferences', 'unsubscribed', 'complaint', 'staff']);
export type ConsentReason = z.infer<typeof consentReason>;

/** What a client agrees to once they chose anew; what they left out stays. */
export const consentAfter = (
  before: Consent,
  chosen: { email?: boolean | undefined; text?: boolean | undefined },
): Consent => ({ email: chosen.email ?? before.email, text: chosen.text ?? before.text });

/** How staff see a client called. */
export const fullName = (client: Pick<Client, 'givenName' | 'familyName'>): string =>
  `${client.givenName} ${client.familyName}`;

export const accessState = z.enum(['none', 'invited', 'active', 'disabled']);

/** Portal access of one client (product 2.1), read with every request of theirs. */
export interface Access {
  clientId: string;
  state: z.infer<typeof accessState>;
  /** Sessions and links of an older epoch are dead: raised when access is disabled (product 2.5). */
  epoch: number;
  /** Features that are off for this client alone (product 1.9). */
  off?: readonly Feature[];
  version: number;
}
