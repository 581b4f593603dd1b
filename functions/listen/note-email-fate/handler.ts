import { noteEmailFate as note } from '../../../shared/runtime/email-fates.ts';
import { onEmailFate } from '../../../shared/runtime/listen.ts';
import { noteEmailFate } from './contract.ts';

/** What becomes of an e-mail after it was sent counts for those that come after it (product 6.4). */
export const handler = onEmailFate(noteEmailFate, async (fate, change) => ({
  fate: await note(fate, change),
}));
