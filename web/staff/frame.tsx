import type { ComponentChildren, TargetedMouseEvent } from 'preact';
import { Button } from '../parts/button.tsx';
import { Heading, Layout } from '../parts/layout.tsx';
import { ErrorBox, Trouble } from '../parts/messages.tsx';
import { boxTitle, type Mistake } from '../parts/mistakes.ts';
import { useAction } from '../parts/use-action.ts';
import { problemText } from '../parts/words.ts';
import { type Desk, type Place, places, type State } from './desk.ts';

interface Props {
  desk: Desk;
  state: State;
  /** The H1, and the title of the window. */
  title: string;
  mistakes?: Mistake[];
  /** Counts the presses that came to mistakes; each one moves focus to the box. */
  attempt?: number;
  /** The way to the screen before. */
  back?: ComponentChildren;
  children: ComponentChildren;
}

const names: Record<Place, string> = {
  requests: 'Requests',
  waitlist: 'Waiting list',
  bell: 'Bell',
  settings: 'What clients may do',
  messages: 'Messages',
};

/** What waits there, in words too: a bare number says nothing to whoever hears it. */
function waitingAt(place: Place, { waiting, unread }: State) {
  if (place === 'requests' && waiting && waiting.count > 0)
    return { shown: `${waiting.count}${waiting.more ? '+' : ''}`, said: 'waiting' };
  if (place === 'bell' && unread) return { shown: `${unread}`, said: 'unread' };
  return null;
}

/** The frame of every screen for staff: the band, the ways through the console, the heading, what went wrong. */
export function Frame({ desk, state, title, mistakes = [], attempt = 0, back, children }: Props) {
  const { me, practice, choosing } = state;
  return (
    <Layout
      portal={practice}
      unnamed="Portico"
      actions={me && <Person desk={desk} state={state} />}
      nav={me && !choosing && <Nav desk={desk} state={state} />}
    >
      {back}
      {mistakes.length > 0 && (
        <ErrorBox title={boxTitle(mistakes.length)} mistakes={mistakes} attempt={attempt} />
      )}
      <Heading text={title} error={mistakes.length > 0} practice={practice?.name ?? 'Portico'} />
      {children}
    </Layout>
  );
}

function Person({ desk, state: { me, choosing } }: Pick<Props, 'desk' | 'state'>) {
  const signOut = useAction(() => desk.signOut());
  return (
    <div class="person">
      <span>{me?.name}</span>
      {!choosing && me && me.memberships.length > 1 && (
        <Button look="plain" onPress={desk.chooseAgain}>
          Change practice
        </Button>
      )}
      <Button look="plain" busy={signOut.busy && 'Signing out...'} onPress={() => void signOut.run()}>
        Sign out
      </Button>
      <Trouble text={signOut.problem && problemText(signOut.problem)} />
    </div>
  );
}

interface LinkProps {
  desk: Desk;
  to: string;
  current?: boolean;
  children: ComponentChildren;
}

/** A way to another screen of the page; in another tab or window it opens like any link. */
export function Link({ desk, to, current, children }: LinkProps) {
  const go = (event: TargetedMouseEvent<HTMLAnchorElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    desk.go(to);
  };
  return (
    <a class="way" href={to} aria-current={current ? 'page' : undefined} onClick={go}>
      {children}
    </a>
  );
}

function Nav({ desk, state }: Pick<Props, 'desk' | 'state'>) {
  return (
    <nav class="console-nav" aria-label="Pages">
      <ul class="column">
        {(Object.keys(places) as Place[]).map((each) => {
          const waits = waitingAt(each, state);
          return (
            <li key={each}>
              <Link desk={desk} to={places[each]} current={each === state.place}>
                {names[each]}
                {waits && ` (${waits.shown})`}
                {waits && <span class="unseen"> {waits.said}</span>}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
