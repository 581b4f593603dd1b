import type { Answer, Problem } from '../api/answer.ts';
import * as api from '../api/client.ts';
import { createWrites } from '../api/writes.ts';
import type { Visit } from './visit.ts';

type Offer = NonNullable<api.WaitlistEntry['offer']>;

/** Waiting for an earlier time of an appointment, and answering one that is offered (product 4.5). */
export function createWaiting(visit: Visit) {
  const write = createWrites();

  /** The appointment again, with what has just become of its waiting. */
  function show(waiting: 'joined' | 'left'): void {
    visit.replaceStep('appointment');
    visit.tell({ type: 'waiting', waiting });
  }

  return {
    /** How an appointment waits; null: it does not. */
    async waitingOf(id: string): Promise<Answer<api.WaitlistEntry | null>> {
      const answer = await api.listWaitlist();
      visit.settled(answer);
      if (!answer.ok) return answer;
      return { ok: true, value: answer.value.items.find(({ appointment }) => appointment.id === id) ?? null };
    },

    /** Asks for an earlier time; the appointment stays as it is. */
    async join(onSilence: () => void): Promise<Problem | null> {
      const { appointmentId: id } = visit.state;
      if (id === null) return null;
      const answer = await write(`wait ${id}`, (key) => api.joinWaitlist(id, key), onSilence);
      if (answer.ok || answer.problem.code === 'already-there') {
        show('joined');
        return null;
      }
      return visit.overtook(visit.settled(answer));
    },

    /** Waits no more. Whoever had left already has what they want. */
    async leave(entry: api.WaitlistEntry, onSilence: () => void): Promise<Problem | null> {
      const { id, version } = entry;
      const answer = await write(`leave ${id} ${version}`, () => api.leaveWaitlist(entry), onSilence);
      if (answer.ok || answer.problem.code === 'not-found') {
        show('left');
        return null;
      }
      return visit.settled(answer);
    },

    /** Takes the time that is offered: the appointment moves to it, or nothing happens. */
    async take(offer: Offer, onSilence: () => void): Promise<Problem | null> {
      const answer = await write(`take ${offer.id}`, (key) => api.acceptOffer(offer.id, key), onSilence);
      const problem = visit.settled(answer);
      if (answer.ok) {
        visit.tell({ type: 'moved', outcome: answer.value });
        visit.go('moved');
        void visit.read();
      }
      return visit.overtook(problem);
    },

    /** Lets the time go that is offered, to whoever is next. */
    async letGo(offer: Offer, onSilence: () => void): Promise<Problem | null> {
      const answer = await write(`let go ${offer.id}`, (key) => api.refuseOffer(offer.id, key), onSilence);
      return visit.settled(answer);
    },
  };
}
