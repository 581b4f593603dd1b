import { useState } from 'preact/hooks';
import { whenText } from '../../../shared/domain/when.ts';
import type { RequestRecord } from '../../api/desk.ts';
import type { Practice } from '../../api/staff.ts';
import { Button } from '../../parts/button.tsx';
import { Words } from '../../parts/controls.tsx';
import { Said } from '../../parts/messages.tsx';
import { Sending } from '../../parts/sending.tsx';
import type { Desk } from '../desk.ts';
import { Duplicate } from './duplicate.tsx';
import { useRequest } from './use-request.ts';
import { aboutText, decidedText } from './words.ts';

interface Props {
  desk: Desk;
  practice: Practice;
  given: RequestRecord;
  /** Under a heading of its own, its heading is one below that. */
  nested?: boolean;
}

/** One request: who asks for what, when, until when it waits; the decision, and its taking back (product 5.3). */
export function Row({ desk, practice, given, nested }: Props) {
  const Name = nested ? 'h3' : 'h2';
  const it = useRequest(desk, practice, given);
  const { request, said, mine } = it;
  const [declining, setDeclining] = useState(false);
  const [note, setNote] = useState('');
  const place = { zone: request.zone, country: practice.country };
  const { person, clinician, answerBy } = request;
  const of = <span class="unseen"> the request of {person.name}</span>;
  const waits = request.state === 'pending';
  const mayDecide = desk.mayChange || desk.state.me?.staffId === clinician.id;
  // What was decided earlier may be taken back as long as it has not begun; the server knows what else there is.
  const decided = given.state === 'approved' || given.state === 'declined';
  const undoable = mine || (decided && mayDecide && Date.parse(request.startsAt) > Date.now());
  const likely = request.person.isNew ? request.possibleDuplicates : [];
  const id = `note-${request.id}`;
  const declineNow = () => it.decline.run(note.trim());
  const long = note.trim().length > 2000 ? 'Use 2,000 characters at most' : undefined;

  return (
    <li>
      <Name>
        {person.name} <span class="tag">{person.isNew ? 'New' : 'Existing'}</span>
      </Name>
      <p>
        <strong>{whenText(request.startsAt, place)}</strong>
        <span class="about">{aboutText(request)}</span>
        {waits && answerBy && <span class="about">Answer by {whenText(answerBy, place)}</span>}
      </p>
      {said !== null ? <Said words={said} /> : !waits && <p>{decidedText(request, practice)}</p>}
      {waits && !mayDecide && <p>{clinician.name}, an admin or a manager can answer this.</p>}
      {waits &&
        mayDecide &&
        likely.map((duplicate) => (
          <Duplicate
            key={duplicate.clientId}
            desk={desk}
            practice={practice}
            request={request}
            duplicate={duplicate}
          >
            {!declining && (
              <Button
                look="plain"
                busy={it.approve.busy && 'Sending...'}
                onPress={() => void it.approve.run(duplicate.clientId)}
              >
                Approve for {duplicate.name}
                {of}
              </Button>
            )}
          </Duplicate>
        ))}
      {waits && mayDecide && !declining && (
        <div class="actions">
          <Button
            look="plain"
            busy={it.approve.busy && 'Sending...'}
            onPress={() => void it.approve.run(likely.length > 0 ? null : undefined)}
          >
            Approve{likely.length > 0 && ' for a new client'}
            {of}
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
              onPress={() => (long ? document.getElementById(id)?.focus() : void declineNow())}
            >
              Yes, decline{of}
            </Button>
            <Button look="plain" onPress={() => setDeclining(false)}>
              Keep{of}
            </Button>
          </div>
        </>
      )}
      {!waits && undoable && (
        <div class="actions">
          <Button
            look="plain"
            busy={it.undo.busy && 'Sending...'}
            onPress={() => {
              setDeclining(false);
              void it.undo.run(undefined);
            }}
          >
            Undo<span class="unseen"> the decision on the request of {person.name}</span>
          </Button>
        </div>
      )}
      {[it.approve, { ...it.decline, again: declineNow }, it.undo].map((action, at) => (
        <Sending key={at} action={action} />
      ))}
    </li>
  );
}
