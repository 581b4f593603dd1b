import type { Answer } from '../api/answer.ts';
import * as api from '../api/client.ts';
import { createWrites } from '../api/writes.ts';
import { createRequests } from '../booking/requests.ts';
import { createFlow } from '../link/flow.ts';
import { createVisit } from '../link/visit.ts';
import { createPortalEntry } from './entry.ts';

/** The page of a practice for its clients: all of the appointment's verbs, and the portal's own. */
export function createPortal(slug: string) {
  const visit = createVisit();
  const entry = createPortalEntry(visit, slug);
  const write = createWrites();

  /** An answer of the session, which stops the page where the session is over. */
  async function heard<T>(asking: Promise<Answer<T>>): Promise<Answer<T>> {
    const answer = await asking;
    visit.settled(answer);
    return answer;
  }

  return Object.assign(createFlow(visit, entry), {
    booking: createRequests(visit),
    ask: entry.ask,
    startOver: entry.startOver,
    leaveGone: entry.leaveGone,
    resume: entry.resume,
    signOutEverywhere: () => entry.signOut(true),
    list: (when: 'upcoming' | 'past', cursor: string | null) => heard(api.listAppointments(when, cursor)),
    readMe: () => heard(api.readMe()),
    readPreferences: () => heard(api.readPreferences()),
    savePreferences: (
      { version }: api.Preferences,
      notices: api.Preferences['notices'],
      onSilence: () => void,
    ) =>
      heard(
        write(
          `notices ${version} ${JSON.stringify(notices)}`,
          () => api.updatePreferences(version, notices),
          onSilence,
        ),
      ),
    replaceFeed: () => heard(api.replaceFeed()),
    endFeed: () => heard(api.endFeed()),
  });
}

export type PortalFlow = ReturnType<typeof createPortal>;
