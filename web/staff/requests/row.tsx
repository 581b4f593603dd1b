import { useRef, useState } from 'preact/hooks';
import { whenText } from '../../../shared/domain/when.ts';
import type { RequestRecord } from '../../api/desk.ts';
import type { Practice } from '../../api/staff.ts';
import { Button } from '../../parts/button.tsx';
import { Words } from '../../parts/controls.tsx';
import { useFocus } from '../../parts/messages.tsx';
import { Sending } from '../../parts/sending.tsx';
import type { Desk } from '../desk.ts';
import { useRequest } from './use-request.ts';
import { aboutText } from './words.ts';

interface Props {
  desk: Desk;
  practice: Practice;
  given: RequestRecord;
}

/** One request: who asks for what, when, until when it waits; the decision, and its taking back (product 5.3). */
export function Row({ desk, practice, given }: Props) {
  const it = useRequest(desk, practice, given);
  const { request, said, mine } = it;
  const [declining, setDeclining] = useState(false);
  const [note, setNote] = useState('');
  const place = { zone: request.zone, country: practice.country };
  const { person, clinician, answerBy } = request;
  const of = <span class="unseen"> the request of {person.name}</span>;
  const waits = request.state === 'pending';
  const mayDecide = desk.mayChange || desk.state.me?.staffId === clinician.id;
  const id = `note-${request.id}`;
  const long = note.trim().length > 2000 ? 'Use 2,000 characters at most' : undefined;

  return (
    <li>
      <h2>
        {person.name} <span class="tag">{person.isNew ? 'New' : 'Existing'}</span>
      </h2>
      <p>
        <strong>{whenText(request.startsAt, place)}</strong>
        <span class="about">{aboutText(request)}</span>
        {waits && answerBy && <span class="about">Answer by {whenText(answerBy, place)}</span>}
      </p>
      {said !== null && <Said words={said} />}
      {waits && !mayDecide && <p>{clinician.name}, an admin or a manager can answer this.</p>}
      {waits && mayDecide && !declining && (
        <div class="actions">
          <Button look="plain" busy={it.approve.busy && 'Sending...'} onPress={() => void it.approve.run()}>
            Approve{of}
          </Button>
          <Button look="plain" expanded={false} onPress={() => setDeclining(true)}>
            Decline{of}
          </Button>
        </div>
      )}
      {waits && mayDecide && declining && (
        <>
          <Words
            id={id}
            label="Note to the client (optional, emailed)"
            rows={3}
            value={note}
            mistake={long}
            onChange={setNote}
          />
          <div class="actions">
            <Button
              look="plain"
              busy={it.decline.busy && 'Sending...'}
              onPress={() => (long ? document.getElementById(id)?.focus() : void it.decline.run(note.trim()))}
            >
              Yes, decline{of}
            </Button>
            <Button look="plain" onPress={() => setDeclining(false)}>
              Keep{of}
            </Button>
          </div>
        </>
      )}
      {!waits && mine && (
        <div class="actions">
          <Button
            look="plain"
            busy={it.undo.busy && 'Sending...'}
            onPress={() => {
              setDeclining(false);
              void it.undo.run();
            }}
          >
            Undo<span class="unseen"> the decision on the request of {person.name}</span>
          </Button>
        </div>
      )}
      {[it.approve, it.decline, it.undo].map((action, at) => (
        <Sending key={at} action={action} />
      ))}
    </li>
  );
}

/** What became of it: the pressed button is gone, so focus goes where that is said. */
function Said({ words }: { words: string }) {
  const line = useRef<HTMLParagraphElement>(null);
  useFocus(line, words);
  return (
    <p class="said" ref={line} tabIndex={-1}>
      {words}
    </p>
  );
}
