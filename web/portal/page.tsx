import { useEffect, useState } from 'preact/hooks';
import { Frame } from '../link/frame.tsx';
import { screenOf } from '../link/screen.ts';
import { Code } from '../link/screens/code.tsx';
import { Identity } from '../link/screens/identity.tsx';
import { Inside } from '../link/screens/inside.tsx';
import type { State } from '../link/state.ts';
import { Button } from '../parts/button.tsx';
import { Loading, Trouble } from '../parts/messages.tsx';
import { problemText } from '../parts/words.ts';
import { createPortal, type PortalFlow } from './flow.ts';
import { Appointments } from './screens/appointments.tsx';
import { Asking } from './screens/asking.tsx';
import { Details } from './screens/details.tsx';
import { Email } from './screens/email.tsx';
import { Requests } from './screens/requests.tsx';
import { Sent } from './screens/sent.tsx';
import { SignIn } from './screens/sign-in.tsx';
import { Stopped } from './screens/stopped.tsx';
import { Welcome } from './screens/welcome.tsx';
import { Withdraw } from './screens/withdraw.tsx';

/** The page of a practice for its clients, at `/p/{slug}`. */
export function PortalPage({ slug }: { slug: string }) {
  const [portal] = useState(() => createPortal(slug));
  const [state, setState] = useState<State>(portal.state);
  useEffect(() => {
    portal.onChange(setState);
    portal.start();
  }, [portal]);
  return <Screen portal={portal} state={state} />;
}

function Screen({ portal, state }: { portal: PortalFlow; state: State }) {
  if (state.stop) return <Stopped portal={portal} state={state} stop={state.stop} />;
  const screen = screenOf(state);
  switch (screen) {
    case 'loading':
    case 'trouble':
      if (state.appointmentId !== null) return <Inside link={portal} state={state} />;
      return (
        <Frame link={portal} state={state} title="Your appointments">
          {state.trouble ? (
            <Trouble text={problemText(state.trouble)} again={() => void portal.resume()} />
          ) : (
            <Loading what="the page" />
          )}
        </Frame>
      );
    case 'start':
      return <SignIn portal={portal} state={state} />;
    case 'welcome':
      return <Welcome portal={portal} state={state} />;
    case 'email':
      return <Email portal={portal} state={state} />;
    case 'code':
      return (
        <Code
          link={portal}
          state={state}
          others={
            <Button look="link" onPress={() => portal.go('email')}>
              Use another address
            </Button>
          }
        >
          If we know {state.typed.email.trim()}, a link and a 6-digit code are on their way. Check junk mail
          too.
        </Code>
      );
    case 'identity':
      return <Identity link={portal} state={state} />;
    case 'appointments':
      return <Appointments portal={portal} state={state} />;
    case 'details':
      return <Details portal={portal} state={state} />;
    case 'service':
    case 'clinician':
    case 'when':
    case 'near':
    case 'send':
      return <Asking portal={portal} state={state} screen={screen} />;
    case 'sent':
      return <Sent portal={portal} state={state} />;
    case 'requests':
      return <Requests portal={portal} state={state} />;
    case 'withdraw':
      return <Withdraw portal={portal} state={state} />;
    default:
      return <Inside link={portal} state={state} />;
  }
}
