import type { Answer, Problem } from '../api/answer.ts';
import type * as api from '../api/booking.ts';
import { createFinder } from '../link/search.ts';
import type { Visit } from '../link/visit.ts';
import { type BookingEvent, serviceOf } from './state.ts';

/** Where services and times come from: they differ for clients and for whoever has not signed in. */
export interface Source {
  services: () => Promise<Answer<{ items: api.Service[] }>>;
  times: (query: api.TimesQuery) => Promise<Answer<api.Times>>;
}

/** Refusals that mean: nothing can be asked for online, whatever it is; the rest of the page goes on. */
const isOff = ({ code }: Problem) =>
  code === 'booking-off' || code === 'feature-off' || code === 'new-clients-off';

/** Refusals that mean: what was chosen is not offered any more. */
const isOvertaken = ({ code }: Problem) => code === 'not-found' || code === 'not-bookable-online';

/** Choosing what for, with whom and when (product 4.2, 4.3): a step each, nothing is held by any of them. */
export function createChoices(visit: Visit, source: Source) {
  const tell = (event: BookingEvent): void => visit.tell({ type: 'booking', event });
  const booking = () => visit.state.booking;

  /** What is left of an answer for the step to deal with. */
  function settled<T>(answer: Answer<T>): Problem | null {
    if (!answer.ok && isOff(answer.problem)) {
      tell({ type: 'off', detail: answer.problem.detail });
      return null;
    }
    if (!answer.ok && isOvertaken(answer.problem)) {
      tell({ type: 'overtaken' });
      visit.replaceStep('service');
      return null;
    }
    return visit.settled(answer);
  }

  const finder = createFinder<api.BookableTime>(
    () => {
      const { looked, day, serviceId, staffId, about } = booking();
      return {
        zone: visit.state.portal?.zone ?? null,
        looked,
        day,
        async list(stretch) {
          const answer = await source.times({
            serviceId: serviceId!,
            ...(staffId && { staffId }),
            ...(about?.location && { locationId: about.location.id }),
            ...stretch,
          });
          if (!answer.ok || !about) return answer;
          // Another time of a request is at the same place.
          const items = answer.value.items.filter(
            ({ locationId }) => locationId === (about.location?.id ?? null),
          );
          return { ok: true, value: { ...answer.value, items } };
        },
      };
    },
    {
      settled,
      looked: (looked) => tell({ type: 'saw-times', looked }),
      showed: (day) => tell({ type: 'showed-day', day }),
    },
  );

  return {
    settled,
    tellBooking: tell,
    lookForTimes: finder.look,
    laterTimes: finder.later,

    /** Begins asking for an appointment. */
    request(): void {
      tell({ type: 'began' });
      visit.go('service');
    },

    async offer(): Promise<Problem | null> {
      const answer = await source.services();
      const problem = settled(answer);
      if (answer.ok) tell({ type: 'offered', services: answer.value.items });
      return problem;
    },

    /** On to whom to see; where there is one clinician only, on to when. */
    choseService(serviceId: string): void {
      tell({ type: 'wants', serviceId });
      const { clinicians = [] } = serviceOf(booking()) ?? {};
      const [only] = clinicians;
      if (only && clinicians.length === 1) tell({ type: 'sees', staffId: only.id });
      visit.go(clinicians.length === 1 ? 'when' : 'clinician');
    },

    choseClinician(staffId: string | null): void {
      tell({ type: 'sees', staffId });
      visit.go('when');
    },

    /** Somebody was quicker: back to the times, those close by first. True if it was that. */
    lost(problem: Problem | null): boolean {
      if (problem?.code !== 'taken' && problem?.code !== 'not-an-opening') return false;
      tell({ type: 'lost-time', nearest: problem.nearest ?? [] });
      visit.replaceStep('when');
      return true;
    },
  };
}
