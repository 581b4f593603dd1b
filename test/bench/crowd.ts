import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '../../shared/data/keys.ts';
import { table, tableName } from '../../shared/data/table.ts';
import { idPrefixes } from '../../shared/domain/id.ts';
import type { GivenPractice } from '../support/given.ts';

/** Many clients of one practice, each with portal access and one past appointment, in the table as they are. */

const idOf = (kind: 'client' | 'appointment', number: number) =>
  `${idPrefixes[kind]}_01${String(number).padStart(24, '0')}`;

function itemsOf(given: GivenPractice, number: number): Record<string, unknown>[] {
  const { practiceId } = given;
  const [clientId, id] = [idOf('client', number), idOf('appointment', number)];
  const startsAt = new Date(Date.parse('2020-01-01T09:00:00Z') + number * 30 * 60_000).toISOString();
  const endsAt = new Date(Date.parse(startsAt) + 30 * 60_000).toISOString();
  const [givenName, familyName] = [`Given${number % 977}`, `Family${number % 9973}`];
  return [
    {
      ...keys.client(practiceId, clientId),
      gsi1pk: keys.clientsByName(practiceId),
      gsi1sk: keys.clientName(familyName, givenName, clientId),
      id: clientId,
      givenName,
      familyName,
      dateOfBirth: '1980-05-17',
      postcode: 'SE1 0ZZ',
      email: null,
      phone: null,
      consent: { email: false, text: false },
      deceased: false,
      test: false,
      version: 1,
    },
    { ...keys.access(practiceId, clientId), clientId, state: 'none', epoch: 0, version: 1 },
    {
      ...keys.appointment(practiceId, id),
      gsi1pk: keys.appointmentsOfClient(practiceId, clientId),
      gsi1sk: keys.startOf(startsAt, id),
      gsi2pk: keys.diary(practiceId, given.clinician.id),
      gsi2sk: keys.startOf(startsAt, id),
      id,
      clientId,
      staffId: given.clinician.id,
      serviceId: given.service.id,
      locationId: given.location.id,
      startsAt,
      endsAt,
      localTime: startsAt.slice(0, 16),
      zone: 'Europe/London',
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      statusId: given.statuses.attended.id,
      statusKind: 'attended',
      paid: false,
      lateReference: null,
      lateChange: false,
      policyVersion: null,
      test: false,
      version: 1,
    },
  ];
}

const atOnce = 25;
const sideBySide = 8;

/** Writes clients numbered `from` up to `to` (exclusive) into the table. */
export async function crowd(
  given: GivenPractice,
  from: number,
  to: number,
  told: (done: number) => void,
): Promise<void> {
  let next = from;
  let done = from;
  const worker = async () => {
    while (next < to) {
      const first = next;
      next += atOnce;
      const numbers = Array.from({ length: Math.min(atOnce, to - first) }, (_, n) => first + n);
      const items = numbers.flatMap((number) => itemsOf(given, number));
      for (let at = 0; at < items.length; at += atOnce) {
        const part = items.slice(at, at + atOnce).map((Item) => ({ PutRequest: { Item } }));
        await table.send(new BatchWriteCommand({ RequestItems: { [tableName()]: part } }));
      }
      done += numbers.length;
      told(done);
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
}
