import type { Problem } from '../api/answer.ts';
import * as api from '../api/booking.ts';
import { readPortal } from '../api/client.ts';
import { createWrites } from '../api/writes.ts';
import { createChoices } from '../booking/flow.ts';
import { isBookingStep } from '../booking/state.ts';
import { dateIn } from '../link/times.ts';
import { createVisit } from '../link/visit.ts';
import { checkPerson, refusedPerson } from './person.ts';

/** Asking for an appointment without signing in (product 2.10, 5.1). */
export function createStranger(slug: string) {
  const visit = createVisit();
  const choices = createChoices(visit, {
    services: () => api.listPortalServices(slug),
    times: (query) => api.listPortalTimes(slug, query),
  });
  const write = createWrites();
  const { tellBooking: tell } = choices;

  /** Gets to know the practice; where nobody can ask it says so, in the practice's words (product 1.4). */
  async function meet(): Promise<void> {
    visit.tell({ type: 'reading' });
    const answer = await readPortal(slug);
    if (!answer.ok) {
      if (!visit.ended(answer.problem)) visit.tell({ type: 'not-read', problem: answer.problem });
      return;
    }
    const { value: portal } = answer;
    visit.tell({ type: 'met', portal });
    if (portal.requestForm === 'nobody') {
      const phoning = `Please phone ${portal.phone}.`;
      const detail = portal.onlineBooking
        ? `${portal.name} takes no new clients online at present. ${phoning}`
        : (portal.offMessage ?? phoning);
      visit.tell({ type: 'stopped', stop: { kind: 'off', detail, phone: portal.phone } });
    }
  }

  return {
    ...choices,
    get state() {
      return visit.state;
    },
    onChange: visit.onChange,
    go: visit.go,
    meet,
    /** Nobody is signed in here. */
    signOut: async (): Promise<Problem | null> => null,

    /** Begins, and follows the browser from then on. */
    start(): void {
      addEventListener('popstate', ({ state }) => {
        const step: unknown = state?.step;
        visit.tell({
          type: 'went',
          step: typeof step === 'string' && isBookingStep(step) ? step : 'service',
        });
      });
      const step: unknown = history.state?.step;
      visit.tell({ type: 'linked', way: 'portal', token: null, resuming: false });
      visit.replaceStep(typeof step === 'string' && isBookingStep(step) ? step : 'service');
      void meet();
    },

    /** Sends the request; what the server says of the answers leads back to them. */
    async send(onSilence: () => void): Promise<Problem | null> {
      const { booking, portal } = visit.state;
      const { chosen, serviceId, staffId, person: typed } = booking;
      const checked = checkPerson(typed, portal!, dateIn(portal!.zone, Date.now()));
      if (!chosen || serviceId === null || !('person' in checked)) return null;
      const { startsAt, locationId, zone } = chosen;
      const wanted = {
        serviceId,
        startsAt,
        ...(staffId && { staffId }),
        ...(locationId !== undefined && { locationId }),
        ...checked.person,
      };
      const answer = await write(
        `ask ${JSON.stringify(wanted)}`,
        (key) => api.requestAppointment(slug, wanted, key),
        onSilence,
      );
      if (answer.ok) {
        const { confirmBy } = answer.value;
        tell({ type: 'asked', asked: { startsAt, zone, confirmBy, email: checked.person.email } });
        visit.replaceStep('sent');
        return null;
      }
      const mistakes = refusedPerson(answer.problem.errors ?? []);
      if (mistakes) {
        tell({ type: 'refused-person', mistakes });
        visit.replaceStep('yours');
        return null;
      }
      const problem = choices.settled(answer);
      return choices.lost(problem) ? null : problem;
    },
  };
}

export type StrangerFlow = ReturnType<typeof createStranger>;
