import { toPublish } from '../../../shared/data/outbox.ts';
import { onStream } from '../../../shared/runtime/listen.ts';
import { publishRows } from '../../../shared/runtime/publishing.ts';
import { relay } from './contract.ts';

/** Puts new events on the bus as the table's stream tells of them; what fails comes again (product 8.1). */
export const handler = onStream(relay, async (records, now) => {
  const streamed = toPublish(records);
  const { fates, ...done } = await publishRows(
    streamed.map(({ row }) => row),
    now,
  );
  const again = streamed.filter((_, at) => fates[at] === 'again');
  return { again: again.map(({ sequenceNumber }) => sequenceNumber), done };
});
