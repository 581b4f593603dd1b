import type { Problem } from '../api/answer.ts';
import * as api from '../api/client.ts';
import { createWrites } from '../api/writes.ts';
import type { Visit } from './visit.ts';

/**
 * Moving and cancelling. Each answers the problem that its screen has to show, or null where the state says all;
 * `onSilence` is called while nobody answers and it is being sent again.
 */
export function createDecisions(visit: Visit) {
  const write = createWrites();

  return {
    /** Moves the appointment to the chosen time, in one step or not at all (product 3.2). */
    async move(onSilence: () => void): Promise<Problem | null> {
      const { appointmentId: id, chosen } = visit.state;
      if (id === null || chosen === null) return null;
      const answer = await write(
        `change ${id} ${chosen}`,
        (key) => api.changeAppointment(id, chosen, key),
        onSilence,
      );
      const problem = visit.settled(answer);
      if (answer.ok) {
        visit.tell({ type: 'moved', outcome: answer.value });
        visit.replaceStep('moved');
        void visit.read();
      }
      if (problem?.code === 'taken' || problem?.code === 'not-an-opening') {
        visit.tell({ type: 'lost', startsAt: chosen, nearest: problem.nearest ?? [] });
        visit.replaceStep('choose');
        return null;
      }
      return visit.overtook(problem);
    },

    /** Cancels the appointment, naming the policy that was shown (product 1.8, 3.3). */
    async cancel(onSilence: () => void): Promise<Problem | null> {
      const { appointmentId: id, appointment } = visit.state;
      if (id === null || !appointment) return null;
      const version = appointment.policy?.version;
      const answer = await write(
        `cancel ${id} ${version}`,
        (key) => api.cancelAppointment(id, version, key),
        onSilence,
      );
      const problem = visit.settled(answer);
      if (answer.ok) {
        visit.tell({ type: 'cancelled', outcome: answer.value });
        visit.replaceStep('cancelled');
        void visit.read();
      }
      if (problem?.code === 'policy-changed') {
        visit.tell({ type: 'policy-changed', policy: problem.current as api.Appointment['policy'] });
        return null;
      }
      return visit.overtook(problem);
    },
  };
}
