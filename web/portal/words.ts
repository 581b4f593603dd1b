import type { Preferences } from '../api/client.ts';

type Reach = Preferences['reach'];

const emails: Record<Reach['email'], string | null> = {
  ok: null,
  'no-consent': null,
  'no-address': 'We have no email address for you. Please phone {phone}.',
  bounced: 'Our emails to you came back. Please phone {phone}.',
  complained: 'Our emails to you were marked as unwanted. To get them again, tick "By email" and save.',
};

const texts: Record<Reach['text'], string | null> = {
  ok: null,
  'no-consent': null,
  'no-number': 'We have no phone number for you. Please phone {phone}.',
  'not-mobile': 'We have no mobile number for you. Please phone {phone}.',
  stopped: 'You texted STOP. To get texts again, text START to the same number.',
  unreachable: 'Our texts do not reach your number. Please phone {phone}.',
};

/**
 * Why messages that are wanted do not arrive, and what to do about it (product 6.4); of those that the client
 * stopped themselves, elsewhere than here, whether they are wanted or not.
 */
export function reachTexts({ email, text }: Reach, wanted: Preferences['notices'], phone: string): string[] {
  const said = [
    (wanted.email || email === 'complained') && emails[email],
    (wanted.text || text === 'stopped') && texts[text],
  ];
  return said.flatMap((words) => (words ? words.replace('{phone}', phone) : []));
}
