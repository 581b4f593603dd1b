import { useEffect } from 'preact/hooks';
import { listRequests } from '../../api/desk.ts';
import type { Practice } from '../../api/staff.ts';
import { Button } from '../../parts/button.tsx';
import { Loading, Trouble } from '../../parts/messages.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { problemText } from '../../parts/words.ts';
import type { Desk, State } from '../desk.ts';
import { Frame } from '../frame.tsx';
import { Row } from './row.tsx';

/** What waits for an answer, the most urgent first (product 5.3). What is decided here stays until it is left. */
export function RequestsScreen({ desk, state, practice }: { desk: Desk; state: State; practice: Practice }) {
  const pages = usePages(async (cursor) => {
    const answer = await listRequests(practice.id, cursor);
    desk.settled(answer);
    if (answer.ok && cursor === null) desk.foundRequests(answer.value);
    return answer;
  });
  useEffect(() => void pages.read(), []);
  const { items } = pages;
  return (
    <Frame desk={desk} state={state} title="Requests">
      {!items && pages.busy && <Loading what="the requests" />}
      <Trouble text={pages.problem && problemText(pages.problem)} again={() => void pages.read()} />
      {items?.length === 0 && <p>No requests are waiting.</p>}
      {items && items.length > 0 && (
        <ul class="decisions">
          {items.map((request) => (
            <Row key={request.id} desk={desk} practice={practice} given={request} />
          ))}
        </ul>
      )}
      {pages.more && (
        <Button look="plain" busy={pages.busy && 'Loading...'} onPress={() => void pages.readOn()}>
          Show more <span class="unseen">requests</span>
        </Button>
      )}
    </Frame>
  );
}
