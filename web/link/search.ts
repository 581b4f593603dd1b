import type { Problem } from '../api/answer.ts';
import * as api from '../api/client.ts';
import { daysOf, firstStretch, lookedFarEnough, monthOf, nextStretch, type Stretch } from './days.ts';
import { dateIn } from './times.ts';
import type { Visit } from './visit.ts';

/** Looking for the free times that the appointment may move to. */
export function createSearch(visit: Visit) {
  /** The first stretch, or the ones after what was looked at, on until one has any; `looked` holds them. */
  async function look(): Promise<Problem | null> {
    const { appointment, appointmentId: id, looked: before } = visit.state;
    if (!appointment || id === null) return null;
    const today = dateIn(appointment.zone, Date.now());
    let stretch: Stretch = before ? nextStretch(before.to) : firstStretch(today);
    for (;;) {
      const answer = await api.listOpenings(id, stretch);
      const problem = visit.settled(answer);
      if (!answer.ok) return visit.overtook(problem);
      const { items } = answer.value;
      const whole = lookedFarEnough(today, stretch.to);
      if (items.length > 0 || whole) {
        const openings = [...(before?.openings ?? []), ...items];
        visit.tell({ type: 'looked', looked: { openings, to: stretch.to, whole } });
        return null;
      }
      stretch = nextStretch(stretch.to);
    }
  }

  /** Shows the month after the one that is shown, looking further ahead where none is known. */
  async function later(): Promise<Problem | null> {
    const next = () => {
      const { looked, day } = visit.state;
      const days = daysOf(looked?.openings ?? []);
      const shown = monthOf(day ?? days[0]?.date ?? '');
      return days.find(({ date }) => monthOf(date) > shown);
    };
    if (!next() && !visit.state.looked?.whole) {
      const problem = await look();
      if (problem) return problem;
    }
    const day = next();
    if (day) visit.tell({ type: 'showed', day: day.date });
    return null;
  }

  return { look, later };
}
