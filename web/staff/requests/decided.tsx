import { useEffect, useState } from 'preact/hooks';
import { listRequests } from '../../api/desk.ts';
import type { Practice } from '../../api/staff.ts';
import { Button } from '../../parts/button.tsx';
import { Pages } from '../../parts/pages.tsx';
import { usePages } from '../../parts/use-pages.ts';
import type { Desk } from '../desk.ts';
import { Row } from './row.tsx';

interface Props {
  desk: Desk;
  practice: Practice;
}

/** What was decided lately, by whom and when, shown on request (product 5.3). */
export function Decided(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <section aria-labelledby="decided">
      <h2 id="decided">Decided lately</h2>
      <div class="actions">
        <Button look="plain" expanded={open} onPress={() => setOpen(!open)}>
          {open ? 'Hide' : 'Show'} what was decided
        </Button>
      </div>
      {open && <List {...props} />}
    </section>
  );
}

function List({ desk, practice }: Props) {
  const pages = usePages(async (cursor) => {
    const answer = await listRequests(practice.id, cursor, 'decided');
    desk.settled(answer);
    return answer;
  });
  useEffect(() => void pages.read(), []);
  return (
    <Pages pages={pages} what="what was decided" none="Nothing was decided yet.">
      {(items) => (
        <ul class="decisions">
          {items.map((request) => (
            <Row key={request.id} desk={desk} practice={practice} given={request} nested />
          ))}
        </ul>
      )}
    </Pages>
  );
}
