import { noteTextMark } from '../../../shared/data/reach.ts';
import { transactOnce } from '../../../shared/data/table.ts';
import { askedByText } from '../../../shared/domain/reach.ts';
import { onTextReply } from '../../../shared/runtime/listen.ts';
import { noteTextReply } from './contract.ts';

/** STOP ends texts of all practices to a number, since they come from one sender; START takes it back (product 6.4). */
export const handler = onTextReply(noteTextReply, async ({ from, body, at }) => {
  const asked = askedByText(body);
  if (asked === null) return { asked: 'nothing' };
  // Of two that come the wrong way round the later one counts.
  await transactOnce([noteTextMark(from, asked === 'stop' ? 'stopped' : null, at)]);
  return { asked };
});
