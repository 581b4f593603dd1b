import { useEffect } from 'preact/hooks';
import { whenText } from '../../../shared/domain/when.ts';
import { listWaitlist, type WaitlistRecord } from '../../api/desk.ts';
import type { Practice } from '../../api/staff.ts';
import { wishText } from '../../parts/dates.ts';
import { Pages } from '../../parts/pages.tsx';
import { usePages } from '../../parts/use-pages.ts';
import type { Desk, State } from '../desk.ts';
import { Frame } from '../frame.tsx';

/** Who waits for an earlier time, and what is offered to whom (product 4.5). */
export function WaitlistScreen({ desk, state, practice }: { desk: Desk; state: State; practice: Practice }) {
  const pages = usePages(async (cursor) => {
    const answer = await listWaitlist(practice.id, cursor);
    desk.settled(answer);
    return answer;
  });
  useEffect(() => void pages.read(), []);
  return (
    <Frame desk={desk} state={state} title="Waiting list">
      <p>A time that comes free is offered to one client at a time, in the order of asking.</p>
      <Pages pages={pages} what="the waiting list" none="Nobody is waiting for an earlier time.">
        {(items) => (
          <ul class="decisions">
            {items.map((entry) => (
              <Entry key={entry.id} practice={practice} entry={entry} />
            ))}
          </ul>
        )}
      </Pages>
    </Frame>
  );
}

function Entry({ practice, entry }: { practice: Practice; entry: WaitlistRecord }) {
  const { person, appointment, clinician, askedAt, offer } = entry;
  const { zone, country } = practice;
  const wish = wishText(entry, country);
  return (
    <li>
      <h2>{person.name}</h2>
      <p>
        <span class="about">{clinician.name}</span>
        <span class="about">Before {appointment.when}.</span>
        {wish && <span class="about">{wish}</span>}
        <span class="about">Asked {whenText(askedAt, { zone, country })}.</span>
      </p>
      {offer && (
        <p>
          <strong>
            Offered {offer.when}, until {offer.untilWhen}.
          </strong>
        </p>
      )}
    </li>
  );
}
