import type { Checked } from '../../api/staff.ts';

type Affected = Checked['affected'][number];

const outcomes: Record<Affected['draft']['outcome'], string> = {
  'on-time': 'possible',
  late: 'possible, late',
  'phone-required': 'by phone only',
  refused: 'refused',
};

/** What clients did last month, counted: "41 cancellations". */
function nounOf({ changes, cancellations }: Checked['counts']): string {
  const plural = (count: number, word: string) => (count === 1 ? word : `${word}s`);
  if (changes === 0) return plural(cancellations, 'cancellation');
  return cancellations === 0 ? plural(changes, 'change') : 'changes and cancellations';
}

/** What a draft would have meant last month, in sentences (product 1.13). */
export function checkTexts({ counts, complete, from }: Checked): string[] {
  const all = counts.changes + counts.cancellations;
  const since = complete
    ? []
    : [`There was more than could be looked at. This is since ${from.slice(0, 10)}.`];
  if (all === 0) return ['Clients changed or cancelled nothing last month.', ...since];
  const of = `of ${all} ${nounOf(counts)}`;
  const { newlyRefused, newlyLate, newlyAllowed, noLongerLate } = counts;
  const texts = [
    newlyRefused.acts > 0 && `${newlyRefused.acts} ${of} would have been refused.`,
    newlyLate.acts > 0 && `${newlyLate.acts} ${of} would have counted as late.`,
    newlyAllowed.acts > 0 && `${newlyAllowed.acts} ${of} would not be refused any more.`,
    noLongerLate.acts > 0 && `${noLongerLate.acts} ${of} would not count as late any more.`,
  ].filter((text) => text !== false);
  const none = `None ${of} last month would have been different.`;
  return [...(texts.length > 0 ? texts : [none]), ...since];
}

/** One of those: who, what, and what becomes of it. */
export const affectedText = ({ what, when, present, draft }: Affected): string =>
  `${what === 'change' ? 'Changed' : 'Cancelled'} the appointment of ${when}. Now: ${outcomes[present.outcome]}. With your changes: ${outcomes[draft.outcome]}.`;
