import { useEffect, useState } from 'preact/hooks';
import { whenText } from '../../../shared/domain/when.ts';
import * as api from '../../api/desk.ts';
import type { Practice } from '../../api/staff.ts';
import { Button } from '../../parts/button.tsx';
import { Loading, Trouble } from '../../parts/messages.tsx';
import { useAction } from '../../parts/use-action.ts';
import { usePages } from '../../parts/use-pages.ts';
import { problemText } from '../../parts/words.ts';
import type { Desk, State } from '../desk.ts';
import { Frame } from '../frame.tsx';
import { entryText } from './words.ts';

/** As many as one call marks. */
const AT_ONCE = 50;

/** What clients did, newest first: the list of whoever looks (product 3.3, 5.2). */
export function BellScreen({ desk, state, practice }: { desk: Desk; state: State; practice: Practice }) {
  const [read, setRead] = useState<ReadonlySet<string>>(new Set());
  const pages = usePages(async (cursor) => {
    const answer = await api.listBell(practice.id, cursor);
    desk.settled(answer);
    if (answer.ok) desk.foundUnread(answer.value.unread);
    return answer;
  });
  const { items } = pages;
  const isNew = (entry: api.BellEntry) => !entry.read && !read.has(entry.id);
  const fresh = (items ?? []).filter(isNew);
  const mark = useAction(async () => {
    const ids = fresh.slice(0, AT_ONCE).map(({ id }) => id);
    const answer = await api.markBellRead(practice.id, ids);
    const problem = desk.settled(answer);
    if (!answer.ok) return problem;
    desk.foundUnread(answer.value.unread);
    setRead(new Set([...read, ...ids]));
    return null;
  });
  useEffect(() => void pages.read(), []);
  const place = { zone: practice.zone, country: practice.country };
  return (
    <Frame desk={desk} state={state} title="Bell">
      {!items && pages.busy && <Loading what="what happened" />}
      <Trouble text={pages.problem && problemText(pages.problem)} again={() => void pages.read()} />
      {items?.length === 0 && <p>Nothing has happened yet.</p>}
      {items && items.length > 0 && (
        <>
          <div class="actions">
            <Button
              look="filled"
              idle={fresh.length === 0}
              busy={mark.busy && 'Sending...'}
              onPress={() => void mark.run()}
            >
              Mark all as read
            </Button>
            <span role="status">{fresh.length === 0 && 'All read.'}</span>
          </div>
          <Trouble text={mark.problem && problemText(mark.problem)} />
          <ul class="people bell">
            {items.map((entry) => (
              <li key={entry.id}>
                {isNew(entry) && <span class="tag">New</span>} {entryText(entry)}
                <span class="about">{whenText(entry.at, place)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {pages.more && (
        <Button look="plain" busy={pages.busy && 'Loading...'} onPress={() => void pages.readOn()}>
          Show more <span class="unseen">of what happened</span>
        </Button>
      )}
    </Frame>
  );
}
