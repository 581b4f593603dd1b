import type { Message } from '../data/message.ts';
import { getMarks } from '../data/reach.ts';
import { countTextOf } from '../data/text-limit.ts';
import type { HeldBackReason } from '../domain/delivery.ts';
import type { Practice } from '../domain/practice.ts';
import { takesTexts } from '../gateway/phone-kind.ts';

/**
 * Why a number gets no text at present (product 6.4), or null, which counts for the practice's limit of the day. One
 * that is tried again was counted at its first try.
 */
export async function whyNoText(
  practice: Practice,
  to: string,
  again: Message | undefined,
  now: number,
): Promise<HeldBackReason | null> {
  if (!takesTexts(to)) return 'not-mobile';
  const { text: mark } = await getMarks(practice, { email: null, phone: to });
  if (mark !== null) return mark;
  return again || (await countTextOf({ practiceId: practice.id }, now)) ? null : 'too-many';
}
