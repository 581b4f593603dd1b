import type { Client } from './client.ts';
import type { Recipient } from './delivery.ts';
import type { AppointmentRequest } from './request.ts';

/** Whom a notice is for: a client, or somebody who asked for an appointment and is no client yet. */
export interface Reader
  extends Pick<Client, 'givenName' | 'familyName' | 'email' | 'phone' | 'consent' | 'deceased' | 'test'> {
  recipient: Recipient;
}

/**
 * Whom a notice is for (product 5.3, 5.4, 6.1). What becomes of a request that was sent with the form is e-mailed to
 * the address that was confirmed for it, whatever a record says: it was asked for there. Texts go by a client's own
 * consent, since nobody has proved the number of a form.
 * @param request the one that the notice is of, if it is of one
 */
export function readerOf(
  client: Client | undefined,
  request: AppointmentRequest | undefined,
): Reader | undefined {
  const applicant = request?.applicant;
  if (!client)
    return request && applicant
      ? {
          ...applicant,
          recipient: { kind: 'applicant', id: request.id },
          phone: null,
          consent: { email: true, text: false },
          deceased: false,
          test: request.test,
        }
      : undefined;
  const { givenName, familyName, email, phone, consent, deceased, test } = client;
  const known = { givenName, familyName, email, phone, consent, deceased, test };
  const recipient = { kind: 'client', id: client.id } as const;
  if (!applicant) return { ...known, recipient };
  return { ...known, recipient, email: applicant.email, consent: { ...consent, email: true } };
}
