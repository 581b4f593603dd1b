import { beforeEach, describe, expect, it } from 'vitest';
import { cancelAppointment } from '../../../functions/client/cancel-appointment/contract.ts';
import { getStatus, putStatus } from '../../../shared/data/catalogue.ts';
import { newId } from '../../../shared/data/change.ts';
import { transact } from '../../../shared/data/table.ts';
import type { Status } from '../../../shared/domain/catalogue.ts';
import { intercepting, keysWritten } from '../../support/calls.ts';
import { settingsChanged } from '../../support/changed.ts';
import { standingClock } from '../../support/clock.ts';
import {
  clientToken,
  type GivenPractice,
  givenAppointment,
  givenClient,
  givenPractice,
  hoursFromNow,
} from '../../support/given.ts';
import { inProcess as ask } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

let given: GivenPractice;
let status: Status;

beforeEach(async () => {
  given = await givenPractice();
  status = { id: newId('status', Date.now()), name: 'Phoned in', kind: 'cancelled', version: 1 };
  await transact([putStatus(given, status, 'new')]);
  await settingsChanged(given, { cancelledStatusId: status.id });
});

/** A client cancels an appointment of their own; answers how many items that wrote, and the answer's status. */
async function cancelled(hours: number): Promise<{ answered: number; written: string[] }> {
  const client = await givenClient(given);
  const appointment = await givenAppointment(given, client, { startsAt: hoursFromNow(hours) });
  const token = await clientToken(given, client);
  const question = { params: { appointmentId: appointment.id }, token, body: {} };
  let written: string[] = [];
  const answer = await intercepting(
    (call, pass) => {
      if (call.operation === 'TransactWriteItems') written = keysWritten(call.input).map(({ sk }) => sk);
      return pass();
    },
    () => ask(cancelAppointment, question),
  );
  return { answered: answer.status, written };
}

describe('the first use of a status', () => {
  it('[1.7] marks it with the write that uses it, and no later use does', async () => {
    const first = await cancelled(100);
    expect(first.answered).toBe(200);
    expect(first.written).toContain(`STATUS#${status.id}`);
    expect(await getStatus(given, status.id)).toEqual({ ...status, used: true });

    const second = await cancelled(120);
    expect(second.answered).toBe(200);
    expect(second.written).not.toContain(`STATUS#${status.id}`);
  });

  it('[1.7] is marked once, of several at once', async () => {
    const answers = await Promise.all([100, 104, 108, 112].map(cancelled));
    expect(answers.map(({ answered }) => answered)).toEqual([200, 200, 200, 200]);
    expect((await getStatus(given, status.id))?.used).toBe(true);
  });
});
