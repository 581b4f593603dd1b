import { expect, inject, test, vi } from 'vitest';
import { cancelAppointment } from '../../functions/client/cancel-appointment/contract.ts';
import { changeAppointment } from '../../functions/client/change-appointment/contract.ts';
import { listBell } from '../../functions/staff/list-bell/contract.ts';
import { clientToken, hoursFromNow, staffToken } from '../support/given.ts';
import { overHttp } from '../support/http.ts';
import { emailsTo, givenReachable, textsTo } from '../support/notices.ts';

const ask = overHttp(inject('portal').siteUrl);

/** Waits for what comes by stream, bus and listeners. */
const soon = <T>(look: () => Promise<T>) => vi.waitFor(look, { timeout: 45_000, interval: 250 });

test('[6.1] a client moves and cancels over HTTP: e-mail, text, staff notice and bell come of it by themselves', async () => {
  const { given, client, appointment } = await givenReachable({ paid: true });
  const params = { appointmentId: appointment.id };
  const token = await clientToken(given, client, appointment);
  // Of its making they hear first.
  await soon(async () => {
    expect(await emailsTo(client.email)).toHaveLength(1);
    expect(await textsTo(client.phone)).toHaveLength(1);
  });
  const moved = await ask(changeAppointment, { token, params, body: { startsAt: hoursFromNow(96) } });
  expect(moved.status).toBe(200);

  await soon(async () => {
    expect(await emailsTo(client.email)).toMatchObject([
      {},
      { subject: expect.stringContaining('is now on') },
    ]);
    expect(await textsTo(client.phone)).toEqual([
      expect.any(String),
      expect.stringContaining('has moved to'),
    ]);
    expect(await emailsTo(given.clinician.email)).toMatchObject([
      { subject: expect.stringContaining('moved to') },
    ]);
  });

  const cancelled = await ask(cancelAppointment, { token, params, body: {} });
  expect(cancelled.status).toBe(200);
  await soon(async () => {
    expect(await emailsTo(client.email)).toMatchObject([
      {},
      {},
      { subject: expect.stringContaining('is cancelled') },
    ]);
    expect(await textsTo(client.phone)).toEqual([
      expect.any(String),
      expect.any(String),
      expect.stringContaining('is cancelled'),
    ]);
    expect(await emailsTo(given.clinician.email)).toMatchObject([
      {},
      { text: expect.stringContaining('refund by hand') },
    ]);
    const bell = await ask(listBell, {
      token: await staffToken(given, given.clinician),
      params: { practiceId: given.practiceId },
    });
    expect(bell.body.items).toMatchObject([
      { kind: 'appointment-cancelled', refundByHand: true },
      { kind: 'appointment-changed', previousStartsAt: appointment.startsAt },
    ]);
  });
});
