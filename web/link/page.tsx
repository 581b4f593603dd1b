import { useEffect, useState } from 'preact/hooks';
import { Loading, Trouble } from '../parts/messages.tsx';
import { problemText } from '../parts/words.ts';
import { createLink, type Link } from './flow.ts';
import { Frame } from './frame.tsx';
import { screenOf } from './screen.ts';
import { Appointment } from './screens/appointment.tsx';
import { Cancel } from './screens/cancel.tsx';
import { Cancelled } from './screens/cancelled.tsx';
import { CheckTime } from './screens/check-time.tsx';
import { ChooseTime } from './screens/choose-time.tsx';
import { GoneTime } from './screens/gone-time.tsx';
import { Identity } from './screens/identity.tsx';
import { Moved } from './screens/moved.tsx';
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
  const { stop, appointment, portal } = state;
  if (stop) return <Stopped link={link} state={state} stop={stop} />;
  const screen = screenOf(state);
  if (screen === 'start') return <Start link={link} state={state} />;
  if (screen === 'identity') return <Identity link={link} state={state} />;
  if (!appointment || !portal)
    return (
      <Frame link={link} state={state} title="Your appointment">
        {state.trouble ? (
          <Trouble text={problemText(state.trouble)} again={() => void link.read()} />
        ) : (
          <Loading what="your appointment" />
        )}
      </Frame>
    );

  const given = { link, state, appointment, place: { zone: appointment.zone, country: portal.country } };
  switch (screen) {
    case 'choose':
      return <ChooseTime {...given} />;
    case 'gone-time':
      return <GoneTime {...given} />;
    case 'check':
      return <CheckTime {...given} />;
    case 'moved':
      return <Moved {...given} />;
    case 'cancel':
      return <Cancel {...given} />;
    case 'cancelled':
      return <Cancelled {...given} />;
    default:
      return <Appointment {...given} />;
  }
}
