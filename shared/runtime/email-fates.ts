import { auditRow, type Change } from '../data/change.ts';
import { changeConsent, getClient } from '../data/client.ts';
import { getMessage, noteFate } from '../data/message.ts';
import { getPractice } from '../data/practice.ts';
import { markEmail } from '../data/reach.ts';
import { decideAgain, transact } from '../data/table.ts';
import type { EmailFate } from '../gateway/email-fate.ts';

/**
 * Notes what became of an e-mail (product 6.4): of an address from which mail comes back for good, or whose owner
 * calls ours unwanted, no more is asked; a complaint ends consent as well. Of staff it is noted and no more. Hearing
 * it again changes nothing, and of a message that was never sent nothing is noted.
 */
export const noteEmailFate = (told: EmailFate, change: Change): Promise<string> =>
  decideAgain(async () => {
    const { practiceId, eventId, recipient, to, fate } = told;
    const scope = { practiceId };
    const [practice, message, client] = await Promise.all([
      getPractice(scope),
      getMessage(scope, eventId, { channel: 'email', recipient }),
      recipient.kind === 'client' ? getClient(scope, recipient.id) : undefined,
    ]);
    if (!practice || !message) return 'unknown';
    if (message.fate === fate) return 'known';
    const noted = noteFate(scope, message, fate, change.now);
    const known = client !== undefined || recipient.kind === 'applicant';
    if (!known || fate === 'bounced-for-now') {
      await transact([noted]);
      return fate;
    }
    const writes = [
      noted,
      markEmail(practice, to, fate, change.now),
      auditRow(scope, change, `email.${fate}`, { ...(client && { clientId: client.id }), note: eventId }),
    ];
    if (client && fate === 'complained' && client.consent.email) {
      const consent = { ...client.consent, email: false };
      await changeConsent(scope, change, { client, consent, reason: 'complaint' }, writes);
    } else await transact(writes);
    return fate;
  });
