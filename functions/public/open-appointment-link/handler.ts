import { auditRow } from '../../../shared/data/change.ts';
import { getLink, getLinked, putGuesses } from '../../../shared/data/link.ts';
import { newSession } from '../../../shared/data/session.ts';
import { decideAgain, sameSecret, transact } from '../../../shared/data/table.ts';
import { decideLink } from '../../../shared/domain/appointment-link.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { decideIdentity, linkEnded } from '../../../shared/domain/identity.ts';
import { portalViewOf } from '../../../shared/domain/practice-view.ts';
import { requirePortal } from '../../../shared/domain/switches.ts';
import { parseLinkToken } from '../../../shared/domain/token.ts';
import { api, Reply } from '../../../shared/runtime/api.ts';
import { handOver } from '../../../shared/runtime/hand-over.ts';
import { requireHome } from '../../../shared/runtime/home.ts';
import { tellOfMissingDetails } from '../../../shared/runtime/sign-in.ts';
import { openByCode } from './by-code.ts';
import { openAppointmentLink } from './contract.ts';

/**
 * Whoever has the link of an appointment, and knows date of birth and postcode, gets to it (product 2.7, 2.8);
 * where the practice has the identity check off, whoever has a code from the client's mailbox (product 1.11).
 */
export const handler = api(openAppointmentLink, async ({ body, change, origin, now }) => {
  const token = parseLinkToken(body.token) ?? granted(linkEnded());
  return decideAgain(async () => {
    const { practice, link } = await getLink(token, token.linkId);
    if (!practice) return granted(linkEnded());
    requireHome(practice, true);
    granted(requirePortal(practice));
    const linked = link && sameSecret(link.hash, token.secret) && (await getLinked(token, link, now));
    if (!linked) return granted(linkEnded());
    granted(decideLink(link, linked, now));
    const portal = portalViewOf(practice);
    const keep = { keep: body.keep, origin, now };
    const { client, appointment, access, guesses: before } = linked;
    if (!practice.settings.signIn.identityCheck) {
      const opened = await openByCode({ practice, link, linked, code: body.code, change, keep });
      if (!opened) return { outcome: 'needed' as const, needed: 'code' as const, portal };
      const session = { outcome: 'session' as const, appointmentId: appointment.id, ...opened.told, portal };
      return new Reply(session, { cookies: opened.cookies });
    }
    if (!body.dateOfBirth || !body.postcode)
      return { outcome: 'needed' as const, needed: 'identity-check' as const, portal };

    const given = { dateOfBirth: body.dateOfBirth, postcode: body.postcode };
    const { decision, guesses } = decideIdentity({ practice, client, given, guesses: before, now });
    const remembered = putGuesses(token, link, before, guesses, now);
    if (!decision.allowed && decision.refusal.code === 'details-missing')
      await tellOfMissingDetails(token, change, appointment);
    if (!decision.allowed && guesses !== before) await transact(remembered);
    granted(decision);

    const by = { ...change, cause: 'client' as const, actor: `client:${client.id}` };
    const opened = newSession(token, by, {
      kind: 'client',
      subjectId: client.id,
      appointmentId: appointment.id,
      method: 'appointment-link',
      identityChecked: true,
      practiceEpoch: practice.sessionEpoch,
      accessEpoch: access.epoch,
    });
    const { told, cookies } = handOver(token, opened, keep);
    const signedIn = auditRow(token, by, 'signed-in', { clientId: client.id, note: 'appointment-link' });
    await transact([opened.write, ...remembered, signedIn]);
    return new Reply(
      { outcome: 'session' as const, appointmentId: appointment.id, ...told, portal },
      { cookies },
    );
  });
});
