import type { Answer, Problem } from '../api/answer.ts';
import * as api from '../api/booking.ts';
import { createWrites } from '../api/writes.ts';
import type { Visit } from '../link/visit.ts';
import { createChoices } from './flow.ts';

/** What a signed-in client does about appointments that they ask for (product 4.4, 5). */
export function createRequests(visit: Visit) {
  const choices = createChoices(visit, { services: api.listServices, times: api.listTimes });
  const write = createWrites();
  const tell = choices.tellBooking;

  /** All requests, and what was just done with one of them. */
  function show(what: 'moved' | 'withdrawn' | 'overtaken', request: api.Request): void {
    visit.replaceStep('requests');
    tell({ type: 'done', what, request });
  }

  /** A request that was decided meanwhile: all of them are shown afresh. Other problems come back. */
  function overtook(problem: Problem | null, request: api.Request): Problem | null {
    if (problem?.code !== 'already-decided' && problem?.code !== 'unchanged') return problem;
    show('overtaken', request);
    return null;
  }

  /** `not-found` and the like are about the request here, not about a service that is offered no more. */
  function heard(answer: Answer<api.Request>, request: api.Request): Problem | null {
    if (!answer.ok && answer.problem.code === 'not-found')
      return overtook({ ...answer.problem, code: 'already-decided' }, request);
    return visit.settled(answer);
  }

  /** Another time for a request that waits, in one step or not at all (product 5.3). */
  async function move(request: api.Request, onSilence: () => void): Promise<Problem | null> {
    const { startsAt } = visit.state.booking.chosen!;
    const answer = await write(
      `move ${request.id} ${startsAt}`,
      (key) => api.changeRequest(request.id, startsAt, key),
      onSilence,
    );
    const problem = heard(answer, request);
    if (answer.ok) show('moved', answer.value);
    return choices.lost(problem) ? null : overtook(problem, request);
  }

  async function ask(onSilence: () => void): Promise<Problem | null> {
    const { chosen, serviceId, staffId } = visit.state.booking;
    const { startsAt, locationId } = chosen!;
    const wanted = {
      serviceId: serviceId!,
      startsAt,
      ...(staffId && { staffId }),
      ...(locationId !== undefined && { locationId }),
    };
    const answer = await write(
      `ask ${JSON.stringify(wanted)}`,
      (key) => api.createRequest(wanted, key),
      onSilence,
    );
    const problem = choices.settled(answer);
    if (answer.ok) {
      tell({ type: 'sent', request: answer.value });
      visit.replaceStep('sent');
    }
    return choices.lost(problem) ? null : problem;
  }

  return {
    ...choices,

    listRequests: async (cursor: string | null) => {
      const answer = await api.listRequests(cursor);
      visit.settled(answer);
      return answer;
    },

    /** Another time, or none any more, for a request that waits. */
    pick(request: api.Request, step: 'when' | 'withdraw'): void {
      tell({ type: 'picked', request });
      visit.go(step);
    },

    /** Sends what was chosen; or moves the request that it is about. */
    send: (onSilence: () => void): Promise<Problem | null> =>
      visit.state.booking.about ? move(visit.state.booking.about, onSilence) : ask(onSilence),

    /** Gives a request up; its time is free then (product 5.4). */
    async withdraw(onSilence: () => void): Promise<Problem | null> {
      const { about } = visit.state.booking;
      if (!about) return null;
      const answer = await write(
        `withdraw ${about.id}`,
        (key) => api.withdrawRequest(about.id, key),
        onSilence,
      );
      const problem = heard(answer, about);
      if (answer.ok) show('withdrawn', answer.value);
      return overtook(problem, about);
    },
  };
}
