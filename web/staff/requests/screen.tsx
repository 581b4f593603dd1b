import { useEffect } from 'preact/hooks';
import { listRequests } from '../../api/desk.ts';
import type { Practice } from '../../api/staff.ts';
import { Pages } from '../../parts/pages.tsx';
import { usePages } from '../../parts/use-pages.ts';
import type { Desk, State } from '../desk.ts';
import { Frame } from '../frame.tsx';
import { Decided } from './decided.tsx';
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
  return (
    <Frame desk={desk} state={state} title="Requests">
      <Pages pages={pages} what="the requests" none="No requests are waiting.">
        {(items) => (
          <ul class="decisions">
            {items.map((request) => (
              <Row key={request.id} desk={desk} practice={practice} given={request} />
            ))}
          </ul>
        )}
      </Pages>
      <Decided desk={desk} practice={practice} />
    </Frame>
  );
}
