import { useEffect, useState } from 'preact/hooks';
import { createLink, type Link } from './flow.ts';
import { screenOf } from './screen.ts';
import { Code } from './screens/code.tsx';
import { Identity } from './screens/identity.tsx';
import { Inside } from './screens/inside.tsx';
import { Start } from './screens/start.tsx';
import { Stopped } from './screens/stopped.tsx';
import type { State } from './state.ts';

/** The page behind an appointment link. */
export function LinkPage() {
  const [link] = useState(createLink);
  const [state, setState] = useState<State>(link.state);
  useEffect(() => {
    link.onChange(setState);
    link.start();
  }, [link]);
  return <Screen link={link} state={state} />;
}

function Screen({ link, state }: { link: Link; state: State }) {
  if (state.stop) return <Stopped link={link} state={state} stop={state.stop} />;
  switch (screenOf(state)) {
    case 'start':
      return <Start link={link} state={state} />;
    case 'identity':
      return <Identity link={link} state={state} />;
    case 'code':
      return (
        <Code link={link} state={state}>
          We have sent a 6-digit code to the email address that {state.portal!.name} has for you. Check junk
          mail too.
        </Code>
      );
    default:
      return <Inside link={link} state={state} />;
  }
}
