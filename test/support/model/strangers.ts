import { newConfirmationLink } from '../../../shared/data/applicant.ts';
import { transact } from '../../../shared/data/table.ts';
import type { AppointmentRequest } from '../../../shared/domain/request.ts';
import { formatLinkToken } from '../../../shared/domain/token.ts';
import type { State } from './state.ts';
import type { World } from './world.ts';

/** People who ask without signing in: the e-mails that they get, and what must be so of them. */

/** Each request that came by the form gets its e-mail; what is in it works until the request can be confirmed no more. */
export async function writeToStrangers(world: World, { requests }: State): Promise<void> {
  for (const request of requests) {
    if (request.state !== 'unconfirmed' || world.links.has(request.id)) continue;
    const { link, secret, write } = newConfirmationLink(world, { clock: Date.now }, request);
    await transact([write]);
    const token = formatLinkToken({ practiceId: world.practiceId, linkId: link.id, secret });
    world.links.set(request.id, { token, until: Date.parse(request.deadline) });
  }
}

const addressOf = ({ applicant }: Pick<AppointmentRequest, 'applicant'>) => applicant?.email;

/** The client whom staff, or the practice's rule, made of whoever sent a request; undefined as long as there is none. */
export const clientMadeOf = ({ requests }: State, request: AppointmentRequest): string | undefined =>
  requests.find((one) => addressOf(one) === addressOf(request) && one.clientId !== null)?.clientId ??
  undefined;

/** The requests that wait of whoever a request belongs to: a client, or an address of nobody yet. */
export const waitingBeside = (
  { requests }: State,
  whose: Pick<AppointmentRequest, 'clientId' | 'applicant'>,
  now: number,
): number =>
  requests.filter(
    (one) =>
      one.state === 'pending' &&
      Date.parse(one.deadline) > now &&
      one.clientId === whose.clientId &&
      (one.clientId !== null || addressOf(one) === addressOf(whose)),
  ).length;

/** One address becomes one client at most, made once, and whatever is approved is somebody's. */
export function strangersThatLie({ requests, events }: State): string[] {
  const sent = requests.filter(({ applicant }) => applicant !== null);
  const addresses = [...new Set(sent.map(addressOf))];
  const made = addresses.flatMap((address) => {
    const ids = new Set(
      sent.filter((one) => addressOf(one) === address).flatMap(({ clientId }) => clientId ?? []),
    );
    const births = events.filter(
      ({ type, data }) => type === 'client.created.v1' && ids.has((data as { clientId: string }).clientId),
    );
    return ids.size <= 1 && births.length === ids.size
      ? []
      : [`${address} is ${ids.size} clients, who were made ${births.length} times`];
  });
  const nobodys = sent.filter(({ state, clientId }) => state === 'approved' && clientId === null);
  return [...made, ...nobodys.map(({ id }) => `${id} is approved and nobody's`)];
}
