import type { Answer, Problem } from '../api/answer.ts';
import { listBell, listRequests } from '../api/desk.ts';
import * as api from '../api/staff.ts';
import { forgetAll, keep, kept } from './kept.ts';
import { begin, type Returned, takeReturn } from './sign-in.ts';

/** A session dies after fifteen idle minutes (product 1.2); a little later the page looks whether it has. */
const IDLE_MS = 15 * 60_000 + 10_000;

/** What stands in the way of every screen. */
export type Stop =
  /** Nobody is signed in, or not any more. */
  | { kind: 'signed-out'; why: 'never' | 'ended' | 'left' }
  /** The sign-in came to nothing; the server may say why. */
  | { kind: 'refused'; detail: string | null };

/** The screens, by their addresses. */
export const places = {
  requests: '/staff/requests',
  waitlist: '/staff/waitlist',
  bell: '/staff/bell',
  settings: '/staff/settings',
  messages: '/staff/messages',
} as const;
export type Place = keyof typeof places;

export interface State {
  /** Finding out who is signed in. */
  coming: boolean;
  stop: Stop | null;
  /** Why there is nothing to show yet. */
  trouble: Problem | null;
  me: api.Me | null;
  practice: api.Practice | null;
  /** Somebody of several practices has just come in and chooses one. */
  choosing: boolean;
  place: Place;
  /** How many requests wait, as far as they were looked at; null until that is known. */
  waiting: { count: number; more: boolean } | null;
  /** How many entries of the bell list are unread. */
  unread: number | null;
  /** The address within the page, for places that have several. */
  path: string;
}

const initial: State = {
  coming: true,
  stop: null,
  trouble: null,
  me: null,
  practice: null,
  choosing: false,
  place: 'settings',
  waiting: null,
  unread: null,
  path: places.settings,
};

/** Where the address leads. */
function here(): Pick<State, 'place' | 'path'> {
  const path = location.pathname;
  const place = (Object.keys(places) as Place[]).find((each) => path.startsWith(places[each])) ?? 'settings';
  return { place, path };
}

const isSignedOut = ({ code }: Problem) => code === 'no-session' || code === 'session-ended';

/** The page for staff: who is signed in, where they are, and the verbs of all its screens. */
export function createDesk() {
  let state = initial;
  let listener: (state: State) => void = () => {};
  let idle: ReturnType<typeof setTimeout> | undefined;
  /** What came back from the provider, until it has been exchanged: a code survives a network that is away. */
  let returned: Returned | null = null;

  function tell(news: Partial<State>): void {
    state = { ...state, ...news };
    listener(state);
  }

  function stop(it: Stop): void {
    clearTimeout(idle);
    // Nothing of the practice stays on a screen that nobody is signed in at.
    const nobody = { me: null, practice: null, waiting: null, unread: null, choosing: false };
    tell({ coming: false, stop: it, trouble: null, ...nobody });
  }

  /** What is left of an answer for the screen to deal with. Each call starts the idle time anew. */
  function settled<T>(answer: Answer<T>): Problem | null {
    clearTimeout(idle);
    if (!answer.ok && isSignedOut(answer.problem)) {
      stop({ kind: 'signed-out', why: state.me ? 'ended' : 'never' });
      return null;
    }
    if (state.me) idle = setTimeout(() => void lookAgain(), IDLE_MS);
    return answer.ok ? null : answer.problem;
  }

  /** After the idle time: only a session that is alive for certain stays on the screen. */
  async function lookAgain(): Promise<void> {
    const answer = await api.readMe();
    if (settled(answer)) stop({ kind: 'signed-out', why: 'ended' });
  }

  /** Exchanges what came back; true if there is a session to go on with. */
  async function exchange(it: Returned): Promise<boolean> {
    if ('refused' in it) {
      stop({ kind: 'refused', detail: null });
      return false;
    }
    const { code, begun } = it;
    const answer = await api.openSession({
      code,
      verifier: begun.verifier,
      nonce: begun.nonce,
      ...(begun.practiceId !== undefined && { practiceId: begun.practiceId }),
    });
    if (answer.ok) {
      tell({ choosing: begun.practiceId === undefined && answer.value.memberships.length > 1 });
      return true;
    }
    const { code: why, detail } = answer.problem;
    if (why === 'sign-in-rejected' || why === 'validation') stop({ kind: 'refused', detail });
    else tell({ coming: false, trouble: answer.problem });
    return false;
  }

  async function comeIn(): Promise<void> {
    tell({ coming: true, trouble: null, ...here() });
    if (returned) {
      if (!(await exchange(returned))) {
        if (state.stop) returned = null;
        return;
      }
      returned = null;
    }
    const me = await api.readMe();
    const problem = settled(me);
    if (problem) return tell({ coming: false, trouble: problem });
    if (!me.ok) return;
    const practice = await api.readPractice(me.value.practiceId);
    const amiss = settled(practice);
    if (amiss) return tell({ coming: false, trouble: amiss });
    if (!practice.ok) return;
    tell({ coming: false, stop: null, me: me.value, practice: practice.value });
    settled(practice);
    await count(practice.value.id);
  }

  /** What waits, for the ways through the console; a page without the numbers goes on all the same. */
  async function count(id: string): Promise<void> {
    const [requests, bell] = await Promise.all([listRequests(id, null), listBell(id, null, 1)]);
    if (requests.ok) desk.foundRequests(requests.value);
    if (bell.ok) desk.foundUnread(bell.value.unread);
  }

  const desk = {
    get state(): State {
      return state;
    },

    /** One listener: the page. */
    onChange(heard: (state: State) => void): void {
      listener = heard;
    },

    settled,
    comeIn,

    start(): void {
      addEventListener('popstate', () => tell(here()));
      returned = takeReturn();
      void comeIn();
    },

    go(path: string): void {
      history.pushState(null, '', path);
      tell(here());
    },

    /** The first page of the requests that wait tells how many do. */
    foundRequests: ({ items, next }: { items: unknown[]; next: string | null }): void =>
      tell({ waiting: { count: items.length, more: next !== null } }),

    /** One was decided, or taken back. */
    countRequests(by: number): void {
      const { waiting } = state;
      if (waiting && by !== 0) tell({ waiting: { ...waiting, count: waiting.count + by } });
    },

    foundUnread: (unread: number): void => tell({ unread }),

    /** Leaves for the provider's page; answers the problem if that cannot be found. */
    async signIn(practiceId?: string): Promise<Problem | null> {
      const page = await api.readSignIn();
      if (!page.ok) return page.problem;
      // Who was signed out, or has left, is asked by the provider again, not let in by its own session.
      const again = state.stop?.kind === 'signed-out' && state.stop.why !== 'never';
      const path = location.pathname;
      location.assign(await begin(page.value, { path, again, ...(practiceId && { practiceId }) }));
      return null;
    },

    /** Somebody of several practices goes on with the one of the session, or signs in to another. */
    async choose(practiceId: string): Promise<Problem | null> {
      if (practiceId !== state.me?.practiceId) return desk.signIn(practiceId);
      tell({ choosing: false });
      return null;
    },

    chooseAgain: (): void => tell({ choosing: true }),

    async signOut(): Promise<Problem | null> {
      const answer = await api.endSession();
      if (!answer.ok && !isSignedOut(answer.problem)) return answer.problem;
      forgetAll();
      stop({ kind: 'signed-out', why: 'left' });
      return null;
    },

    /** What was typed here by this person and not saved, over a sign-in; null forgets it. */
    keepDraft(name: string, draft: unknown): void {
      if (state.me) keep(`${name}-${state.me.practiceId}-${state.me.staffId}`, draft);
    },

    keptDraft: <T>(name: string): T | null =>
      state.me ? kept<T>(`${name}-${state.me.practiceId}-${state.me.staffId}`) : null,

    /** Whether this person may change what the practice has decided (product 1.2). */
    get mayChange(): boolean {
      return state.me?.roles.some((role) => role === 'admin' || role === 'manager') ?? false;
    },
  };
  return desk;
}

export type Desk = ReturnType<typeof createDesk>;
