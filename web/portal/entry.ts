import type { Problem } from '../api/answer.ts';
import * as api from '../api/client.ts';
import { isInside, isStep } from '../link/entry.ts';
import type { IdentityAnswers } from '../link/identity-answers.ts';
import { keepInTab, keptInTab, takeFragment } from '../link/secret.ts';
import { isIn } from '../link/state.ts';
import { isSignedOut, type Visit } from '../link/visit.ts';

/** The address that a code was asked for: whoever looks into their mail may find the tab loaded anew. */
const EMAIL = 'portico-email';

/** Coming in at the portal of a practice, by an e-mailed link or code or after a reload, and going out again. */
export function createPortalEntry(visit: Visit, slug: string) {
  const { tell } = visit;

  /** In place of the present step, at the portal's own address. */
  function settleAt(step: 'email' | 'appointments'): void {
    const at = visit.state.portal?.slug ?? slug;
    if (location.pathname !== `/p/${at}`) history.replaceState(history.state, '', `/p/${at}`);
    visit.replaceStep(step);
  }

  /** Gets to know the practice; a portal that is off stops here, with the practice's message (product 1.4). */
  async function meet(): Promise<boolean> {
    const answer = await api.readPortal(slug);
    if (!answer.ok) {
      if (!visit.ended(answer.problem)) tell({ type: 'not-read', problem: answer.problem });
      return false;
    }
    const { value: portal } = answer;
    tell({ type: 'met', portal });
    if (portal.clientPortal) return true;
    const { offMessage, phone } = portal;
    tell({ type: 'stopped', stop: { kind: 'off', detail: offMessage ?? `Please phone ${phone}.`, phone } });
    return false;
  }

  /** The appointment that an entry of the browser's history is about. */
  function follow(about: unknown): void {
    if (typeof about === 'string') visit.about(about, null);
  }

  /** After a reload, or by the bare address: the cookie may be alive, and the browser remembers the step. */
  async function resume(): Promise<void> {
    tell({ type: 'reading' });
    const [met, me] = await Promise.all([meet(), api.readMe()]);
    if (!met) return;
    const { portal } = visit.state;
    const { step, about }: { step?: unknown; about?: unknown } = history.state ?? {};
    if (me.ok && me.value.appointmentId === null && me.value.portal.id === portal!.id) {
      tell({ type: 'signed-in-at-portal', portal: me.value.portal, clientId: me.value.clientId });
      visit.settled(me);
      if (!isInside(step)) return settleAt('appointments');
      follow(about);
      tell({ type: 'went', step });
      return visit.read();
    }
    if (!me.ok && !isSignedOut(me.problem)) {
      if (!visit.ended(me.problem)) tell({ type: 'not-read', problem: me.problem });
      return;
    }
    const email = keptInTab(EMAIL);
    if (email !== null) tell({ type: 'typed', typed: { ...visit.state.typed, email } });
    tell({ type: 'not-resumed' });
    if (step === 'code' && email !== null) return visit.replaceStep('code');
    // New people have another way on; whoever has chosen already is not asked again.
    visit.replaceStep(step === 'email' || portal!.requestForm === 'nobody' ? 'email' : 'welcome');
  }

  function begin(): void {
    const token = takeFragment();
    visit.stopIdling();
    tell({ type: 'linked', way: 'portal', token, resuming: token === null });
    if (token === null) return void resume();
    // Only the practice's name is asked for: mail scanners open links too, and only a press spends one.
    visit.replaceStep('start');
    void meet();
  }

  function wentTo({ step, about }: { step?: unknown; about?: unknown } = {}): void {
    const signedIn = isIn(visit.state);
    if (signedIn && !isInside(step)) settleAt('appointments');
    else tell({ type: 'went', step: isStep(step) ? step : 'email' });
    if (!signedIn || !isInside(step)) return;
    follow(about);
    if (!visit.state.appointment) void visit.read();
  }

  async function ask(): Promise<Problem | null> {
    const { email } = visit.state.typed;
    const answer = await api.requestSignIn(slug, email.trim());
    if (!answer.ok) return visit.ended(answer.problem) ? null : answer.problem;
    keepInTab(EMAIL, email);
    return null;
  }

  /** Signed in: what was being done goes on; else the way in is over, and Back leads out of the page. */
  function land(): void {
    const { resume: wanted } = visit.state;
    if (isInside(wanted)) {
      visit.replaceStep(wanted);
      return void visit.read();
    }
    const depth: number = history.state?.depth ?? 0;
    if (depth > 0) history.go(-depth);
    else settleAt('appointments');
  }

  return {
    resume,

    /** Begins, and follows the browser from then on. */
    start(): void {
      addEventListener('popstate', (event) => {
        // A link that is opened in the same tab changes only the fragment.
        if (location.hash.length > 1) begin();
        else wentTo(event.state ?? {});
      });
      document.addEventListener('visibilitychange', () => {
        if (document.visibilityState === 'visible' && visit.state.appointment) void visit.read();
      });
      begin();
    },

    /** Asks for the e-mail, and goes on to its code (product 2.9). */
    async ask(): Promise<Problem | null> {
      const problem = await ask();
      if (problem === null && visit.state.stop === null) visit.go('code');
      return problem;
    },

    sendAgain: ask,

    /** Signs in with the link, or the code of an e-mail, and what was asked for (product 2.4, 2.9). */
    async open(answers: IdentityAnswers = {}): Promise<Problem | null> {
      const { token, typed, step } = visit.state;
      const { code = typed.code.normalize('NFKC').replace(/\s/g, ''), ...given } = answers;
      const proof =
        token === null
          ? ({ method: 'code', email: typed.email.trim(), code } as const)
          : ({ method: 'link', token } as const);
      const answer = await api.openSession(slug, { ...proof, ...given });
      if (!answer.ok) {
        if (answer.problem.code !== 'code-mismatch' || step !== 'identity')
          return visit.ended(answer.problem) ? null : answer.problem;
        tell({ type: 'code-refused' });
        visit.replaceStep('code');
        return null;
      }
      const { value } = answer;
      if (value.outcome === 'needed') {
        tell({ type: 'asked', portal: value.portal, asks: value.asks });
        if (step !== 'identity') visit.go('identity');
        return null;
      }
      keepInTab(EMAIL, null);
      tell({ type: 'signed-in-at-portal', portal: value.portal, clientId: value.clientId });
      land();
      return null;
    },

    /** From "you were signed out" to the address; afterwards the step goes on. */
    signInAgain(): void {
      tell({ type: 'signing-in-again' });
      visit.replaceStep('email');
    },

    /** From a dead link, or after signing out, to the address. */
    startOver(): void {
      tell({ type: 'starting-over' });
      settleAt('email');
    },

    /** From an appointment that is not there any more to the others. */
    leaveGone(): void {
      tell({ type: 'starting-over' });
      settleAt('appointments');
    },

    async signOut(everywhere = false): Promise<Problem | null> {
      const answer = await api.endSession(everywhere ? 'true' : 'false');
      if (!answer.ok && !isSignedOut(answer.problem)) return answer.problem;
      visit.stopIdling();
      keepInTab(EMAIL, null);
      tell({ type: 'stopped', stop: { kind: 'left' } });
      return null;
    },
  };
}
