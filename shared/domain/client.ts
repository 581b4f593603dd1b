import * as z from 'zod';
import { clientId } from './id.ts';

const personName = z.string().trim().min(1).max(80);

/** A whole calendar date of the past, `YYYY-MM-DD`; partial dates are no dates of birth (product 8.3). */
export const dateOfBirth = z.iso.date('Use a date like 1948-03-27.');

/** A client's record, as far as the portal holds it. */
export const client = z.object({
  id: clientId,
  givenName: personName,
  familyName: personName,
  dateOfBirth: dateOfBirth.nullable(),
  postcode: z.string().max(12).nullable(),
  email: z.email().max(254).nullable(),
  /** E.164. */
  phone: z
    .string()
    .regex(/^\+[1-9]\d{6,14}$/)
    .nullable(),
  consent: z.strictObject({ email: z.boolean(), text: z.boolean() }),
  /** Never written to, never let in (product 8.3). */
  deceased: z.boolean(),
  /** Tried out by staff (product 2.12). */
  test: z.boolean(),
  version: z.int(),
});
export type Client = z.infer<typeof client>;

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
  version: number;
}
