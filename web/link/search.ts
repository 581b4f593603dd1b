import type { Answer, Problem } from '../api/answer.ts';
import * as api from '../api/client.ts';
import { daysOf, firstStretch, lookedFarEnough, monthOf, nextStretch, type Stretch } from './days.ts';
import type { Looked } from './looked.ts';
import { dateIn } from './times.ts';
import type { Visit } from './visit.ts';

/** An answer of a very large practice ends early, with the local date from which to ask on. */
interface Listed<T> {
  items: T[];
  next?: string | null;
}

/** Whatever free times are looked for: where they are listed, and what is known of them so far. */
export interface Sought<T extends api.Opening> {
  /** The zone in whose today the search begins; null while there is nothing to look for. */
  zone: string | null;
  looked: Looked<T> | null;
  /** The date whose times are shown. */
  day: string | null;
  list: (stretch: Stretch) => Promise<Answer<Listed<T>>>;
}

interface Told<T extends api.Opening> {
  /** What is left of an answer for the step to deal with. */
  settled: (answer: Answer<Listed<T>>) => Problem | null | Promise<Problem | null>;
  looked: (looked: Looked<T>) => void;
  showed: (day: string) => void;
}

/** Looking for free times, month by month. */
export function createFinder<T extends api.Opening>(sought: () => Sought<T>, told: Told<T>) {
  /** The first stretch, or the ones after what was looked at, on until one has any; `looked` holds them. */
  async function look(): Promise<Problem | null> {
    const { zone, looked: before, list } = sought();
    if (zone === null) return null;
    const today = dateIn(zone, Date.now());
    let stretch: Stretch = before ? nextStretch(before.to) : firstStretch(today);
    const found: T[] = [];
    for (;;) {
      const answer = await list(stretch);
      const problem = await told.settled(answer);
      if (!answer.ok) return problem;
      const { items, next = null } = answer.value;
      const { to } = stretch;
      found.push(...items);
      const whole = lookedFarEnough(today, to);
      if (next === null && (found.length > 0 || whole)) {
        told.looked({ openings: [...(before?.openings ?? []), ...found], to, whole });
        return null;
      }
      stretch = next === null ? nextStretch(to) : { from: next, to };
    }
  }

  /** Shows the month after the one that is shown, looking further ahead where none is known. */
  async function later(): Promise<Problem | null> {
    const next = () => {
      const { looked, day } = sought();
      const days = daysOf(looked?.openings ?? []);
      const shown = monthOf(day ?? days[0]?.date ?? '');
      return days.find(({ date }) => monthOf(date) > shown);
    };
    if (!next() && !sought().looked?.whole) {
      const problem = await look();
      if (problem) return problem;
    }
    const day = next();
    if (day) told.showed(day.date);
    return null;
  }

  return { look, later };
}

/** Looking for the free times that the appointment may move to. */
export const createSearch = (visit: Visit) =>
  createFinder<api.Opening>(
    () => {
      const { appointment, appointmentId: id, looked, day } = visit.state;
      return {
        zone: id === null ? null : (appointment?.zone ?? null),
        looked,
        day,
        list: (stretch) => api.listOpenings(id!, stretch),
      };
    },
    {
      settled: (answer) => {
        const problem = visit.settled(answer);
        return answer.ok ? null : visit.overtook(problem);
      },
      looked: (looked) => visit.tell({ type: 'looked', looked }),
      showed: (day) => visit.tell({ type: 'showed', day }),
    },
  );
