import { useRef, useState } from 'preact/hooks';
import type { Answer, Problem } from '../../api/answer.ts';
import * as api from '../../api/desk.ts';
import type { Practice } from '../../api/staff.ts';
import { createWrites } from '../../api/writes.ts';
import { useAction } from '../../parts/use-action.ts';
import type { Desk } from '../desk.ts';
import { decidedText } from './words.ts';

const write = createWrites();

const latest = 'This changed while you had it open. Here is the latest.';

/** One request on the page: how it stands, what was just said of it, and what may be done about it. */
export function useRequest(desk: Desk, practice: Practice, given: api.RequestRecord) {
  const [request, setRequest] = useState(given);
  const [said, say] = useState<string | null>(null);
  /** It was decided here, and may be taken back here. */
  const [mine, setMine] = useState(false);
  const now = useRef(request);

  function show(next: api.RequestRecord, words: string, own: boolean): void {
    const before = now.current.state === 'pending' ? 1 : 0;
    desk.countRequests((next.state === 'pending' ? 1 : 0) - before);
    now.current = next;
    setRequest(next);
    say(words);
    setMine(own);
  }

  /** Somebody else was quicker, or it moved: how it stands now. Other problems come back. */
  async function overtaken(problem: Problem | null): Promise<Problem | null> {
    if (problem?.code !== 'already-decided' && problem?.code !== 'stale-version') return problem;
    const answer = await api.readRequest(practice.id, given.id);
    const trouble = desk.settled(answer);
    if (!answer.ok) return trouble;
    const { value } = answer;
    show(value, value.state === 'pending' ? latest : decidedText(value, practice), false);
    return null;
  }

  /** Sends one decision; `done` is what is said once the server has said yes. */
  const deciding = <Given extends string | null | undefined>(
    what: string,
    send: (key: string, given: Given) => Promise<Answer<api.RequestOutcome>>,
    done: string,
  ) =>
    useAction(async (onSilence, given: Given) => {
      const { id, version } = now.current;
      const answer = await write(`${what} ${id} ${version} ${given}`, (key) => send(key, given), onSilence);
      const problem = desk.settled(answer);
      if (!answer.ok) return overtaken(problem);
      const { clientId, ...outcome } = answer.value;
      const person = { ...now.current.person, clientId, isNew: clientId === null };
      show({ ...now.current, ...outcome, person }, done, outcome.state !== 'pending');
      return null;
    });

  return {
    request,
    said,
    mine,
    /** For a client, a new one (null), or whoever the server finds it to be (undefined). */
    approve: deciding<string | null | undefined>(
      'approve',
      (key, clientId) => api.approveRequest(practice.id, now.current, clientId, key),
      'Approved.',
    ),
    decline: deciding<string>(
      'decline',
      (key, note) => api.declineRequest(practice.id, now.current, note, key),
      'Declined.',
    ),
    undo: deciding<undefined>(
      'undo',
      (key) => api.undoDecision(practice.id, now.current, key),
      'Taken back. It waits for an answer again.',
    ),
  };
}
