import type { Client } from '../domain/client.ts';
import type { Practice } from '../domain/practice.ts';
import type { EmailMark, Marks, TextMark } from '../domain/reach.ts';
import { addressHmac } from './client.ts';
import { keys } from './keys.ts';
import { digest, getItems, type Item, put, tableName, update, type Write } from './table.ts';

/**
 * What became of addresses and numbers. A mark is of the address, not of the person: who gets another address
 * has none, and staff need clear nothing when they correct one. No key names anybody.
 */

type Keyed = Pick<Practice, 'id' | 'addressKey'>;

const emailKey = (practice: Keyed, email: string) =>
  keys.emailMark(practice.id, addressHmac(practice, email));

/** One for all practices: they send from the same number, so STOP is meant for all of them. */
const textKey = (phone: string) => keys.textMark(digest(phone));

/** What is known of a client's address and number, strongly consistent, in one trip. */
export async function getMarks(practice: Keyed, client: Pick<Client, 'email' | 'phone'>): Promise<Marks> {
  const wanted = [
    ...(client.email === null ? [] : [emailKey(practice, client.email)]),
    ...(client.phone === null ? [] : [textKey(client.phone)]),
  ];
  const items = wanted.length === 0 ? [] : await getItems(wanted);
  const markOf = (sk: string): Item | undefined => items.find((item) => item?.sk === sk);
  return {
    email: (markOf('EMAIL')?.mark as EmailMark | undefined) ?? null,
    text: (markOf('TEXT')?.mark as TextMark | undefined) ?? null,
  };
}

/** Notes what became of an address, over what was noted before. */
export const markEmail = (practice: Keyed, email: string, mark: EmailMark, now: number): Write =>
  put('mark', emailKey(practice, email), { mark, at: new Date(now).toISOString() }, 'any');

/**
 * Notes what became of a number, or (null) that it takes texts again; loses `mark` where something later is noted.
 */
export const noteTextMark = (phone: string, mark: TextMark | null, at: number): Write =>
  update('mark', textKey(phone), {
    set: 'SET mark = :mark, #at = :at',
    condition: 'attribute_not_exists(pk) OR #at <= :at',
    names: { '#at': 'at' },
    values: { ':mark': mark, ':at': new Date(at).toISOString() },
  });

/** Forgets what became of an address: staff have looked into it, or its owner wants e-mails again. */
export const clearEmailMark = (practice: Keyed, email: string): Write => ({
  name: 'mark',
  operation: { Delete: { TableName: tableName(), Key: emailKey(practice, email) } },
});
