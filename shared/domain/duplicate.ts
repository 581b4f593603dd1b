import * as z from 'zod';
import { clientsLike } from './applicant.ts';
import { type Client, fullName } from './client.ts';
import { allow, type Decision, refuseFields } from './decision.ts';
import { clientId } from './id.ts';
import type { Applicant, AppointmentRequest } from './request.ts';

/** A client who somebody new may be, for staff to compare (product 2.10). */
export const possibleDuplicate = z
  .object({
    clientId,
    name: z.string(),
    why: z.enum(['email-and-birth-date', 'name-and-birth-date', 'name-and-contact']).meta({
      description: 'What is the same; the strongest of several. contact: phone number or e-mail address.',
    }),
  })
  .meta({ id: 'PossibleDuplicate' });
export type PossibleDuplicate = z.infer<typeof possibleDuplicate>;

const bare = (client: Pick<Client, 'givenName' | 'familyName'>) => fullName(client).trim().toLowerCase();

function likeness(client: Client, applicant: Applicant): PossibleDuplicate['why'] | undefined {
  const { email, dateOfBirth, phone } = applicant;
  if (clientsLike([{ client }], applicant).length > 0) return 'email-and-birth-date';
  if (client.deceased || bare(client) !== bare(applicant)) return undefined;
  if (client.dateOfBirth === dateOfBirth) return 'name-and-birth-date';
  const reached = client.phone === phone || client.email?.toLowerCase() === email.toLowerCase();
  return reached ? 'name-and-contact' : undefined;
}

/** Which of some clients somebody new may be, each once, and why; nobody who has died. */
export function duplicatesOf(clients: readonly Client[], applicant: Applicant): PossibleDuplicate[] {
  const known = new Map(clients.map((client) => [client.id, client]));
  return [...known.values()].flatMap((client) => {
    const why = likeness(client, applicant);
    return why ? [{ clientId: client.id, name: fullName(client), why }] : [];
  });
}

/**
 * Whose the appointment of an approval is (product 2.10, 5.3): null for a new client. What staff chose counts, of a
 * request that came by the form; else its client; else the one who has its e-mail address and date of birth by now,
 * or two approvals would make two clients of one person. Refuses where that is more than one, and where a client's
 * own request is to be another's.
 * @param chosen undefined: staff did not say; null: somebody new in any case
 * @param likely the clients who have the address and the date of birth
 */
export function decideWhose(
  request: Pick<AppointmentRequest, 'clientId' | 'applicant'>,
  chosen: string | null | undefined,
  likely: readonly Pick<Client, 'id'>[],
): Decision<string | null> {
  const no = (code: string, message: string) => refuseFields([{ pointer: '/clientId', code, message }]);
  if (request.applicant === null)
    return chosen === undefined || chosen === request.clientId
      ? allow(request.clientId)
      : no('not-theirs', 'A client asked for this appointment themselves. It can be nobody else’s.');
  if (chosen !== undefined) return allow(chosen);
  if (request.clientId !== null) return allow(request.clientId);
  const [match, another] = likely;
  if (another)
    return no(
      'choose',
      'Several clients have this e-mail address and date of birth. Choose one of them, or a new client.',
    );
  return allow(match?.id ?? null);
}

/** Whether a request can become an appointment of this client: they are alive (product 3.4, 8.3). */
export const decideAttachable = <C extends Pick<Client, 'deceased'>>(client: C): Decision<C> =>
  client.deceased
    ? refuseFields([{ pointer: '/clientId', code: 'deceased', message: 'This client has died.' }])
    : allow(client);
