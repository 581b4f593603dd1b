import type { ComponentChildren } from 'preact';
import { isBookingStep } from '../booking/state.ts';
import { Button } from '../parts/button.tsx';
import { Heading, Layout, Phone } from '../parts/layout.tsx';
import { ErrorBox, Trouble } from '../parts/messages.tsx';
import { boxTitle, type Mistake } from '../parts/mistakes.ts';
import { useAction } from '../parts/use-action.ts';
import { problemText } from '../parts/words.ts';
import type { Link } from './flow.ts';
import { isIn, type State } from './state.ts';

interface Props {
  link: Pick<Link, 'signOut' | 'go'>;
  state: State;
  /** The H1, and the title of the window. */
  title: string;
  /** What has to be mended before this step can go on. */
  mistakes?: Mistake[];
  /** The title of their box, where it is not their number. */
  boxed?: string | undefined;
  /** Counts the presses that came to mistakes; each one moves focus to the box. */
  attempt?: number;
  /** There is a step before this one. */
  back?: boolean;
  children: ComponentChildren;
}

/** One step of the page: band, Back, what went wrong, its heading, its content. */
export function Frame({ link, state, title, mistakes = [], boxed, attempt = 0, back, children }: Props) {
  const signedIn = isIn(state);
  const signOut = useAction(() => link.signOut());
  const phone = state.portal?.phone ?? (state.stop && 'phone' in state.stop ? state.stop.phone : undefined);
  return (
    <Layout
      portal={state.portal}
      unnamed="Appointments online"
      actions={
        signedIn && (
          <Button look="plain" busy={signOut.busy && 'Signing out...'} onPress={() => void signOut.run()}>
            Sign out
          </Button>
        )
      }
      nav={signedIn && state.way === 'portal' && <Places link={link} state={state} />}
      foot={
        // Where help is, on every page at the same place (WCAG 3.2.6).
        phone ? (
          <>
            Need help? Phone <Phone number={phone} />
          </>
        ) : (
          `Need help? Phone the practice${state.way === 'link' ? ' that sent you the link' : ''}.`
        )
      }
    >
      <Trouble text={signOut.problem && problemText(signOut.problem)} />
      {back && (
        <Button look="link" onPress={() => history.back()}>
          Back
        </Button>
      )}
      {mistakes.length > 0 && (
        <ErrorBox title={boxed ?? boxTitle(mistakes.length)} mistakes={mistakes} attempt={attempt} />
      )}
      <Heading text={title} error={mistakes.length > 0} practice={state.portal?.name} />
      {children}
    </Layout>
  );
}

const places = [
  { step: 'appointments', name: 'Appointments' },
  { step: 'requests', name: 'Requests' },
  { step: 'details', name: 'My details' },
] as const;

/** The pages of whoever is signed in at the portal. */
function Places({ link, state }: Pick<Props, 'link' | 'state'>) {
  const { step, booking } = state;
  const ofRequests = step === 'requests' || (isBookingStep(step) && booking.about !== null);
  const current = step === 'details' ? 'details' : ofRequests ? 'requests' : 'appointments';
  return (
    <nav class="places" aria-label="Your pages">
      <ul class="column">
        {places.map(({ step: place, name }) => (
          <li key={place}>
            <button
              type="button"
              class="place"
              aria-current={place === current ? 'page' : undefined}
              onClick={() => link.go(place)}
            >
              {name}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
