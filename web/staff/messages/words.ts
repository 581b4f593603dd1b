import type { Preview, Template } from '../../api/staff.ts';
import { noticeNames } from '../settings/words.ts';

/** What a notice is called; those without a switch of their own have words of their own. */
export function noticeName(notice: Template['notice']): string {
  if (notice === 'appointmentRestored') return 'Appointment back on';
  if (notice === 'offerMade') return 'Earlier time offered';
  if (notice === 'requestWithdrawn') return 'Request withdrawn';
  return notice === 'requestExpired' ? 'Request ran out' : noticeNames[notice];
}

export const channelName = (channel: Template['channel']): string =>
  channel === 'email' ? 'E-mail' : 'Text';

/** "Appointment moved, by text". */
export const titleOf = ({ notice, channel }: Pick<Template, 'notice' | 'channel'>): string =>
  `${noticeName(notice)}, by ${channelName(channel).toLowerCase()}`;

/** Where a template is edited. */
export const hrefOf = ({ notice, channel }: Pick<Template, 'notice' | 'channel'>): string =>
  `/staff/messages/${notice}/${channel}`;

const meanings: Record<string, string> = {
  firstName: 'first name of the client',
  clinician: 'clinician',
  previousClinician: 'clinician before',
  practice: 'practice',
  phone: 'phone of the practice',
  when: 'date and time',
  previousWhen: 'date and time before',
  until: 'until when it can be taken',
  status: 'status',
  location: 'place',
  link: 'link to the appointment',
};

export const meaningOf = (variable: string): string => meanings[variable] ?? variable;

/** How long a text is: "2 texts long, 214 characters." and why so few fit, where that is so. */
export function lengthText({ parts, characters, alphabet }: Extract<Preview, { channel: 'text' }>): string {
  const long = `${parts} ${parts === 1 ? 'text' : 'texts'} long, ${characters} characters.`;
  return alphabet === 'unicode'
    ? `${long} A letter or sign in it, such as an emoji or a curly quote, makes each text hold only 70.`
    : long;
}
