import { Loading, Trouble } from '../../parts/messages.tsx';
import { problemText } from '../../parts/words.ts';
import type { Link } from '../flow.ts';
import { Frame } from '../frame.tsx';
import { screenOf } from '../screen.ts';
import type { State } from '../state.ts';
import { Appointment } from './appointment.tsx';
import { Cancel } from './cancel.tsx';
import { Cancelled } from './cancelled.tsx';
import { CheckTime } from './check-time.tsx';
import { ChooseTime } from './choose-time.tsx';
import { GoneTime } from './gone-time.tsx';
import { Leave } from './leave.tsx';
import { Moved } from './moved.tsx';
import { Wait } from './wait.tsx';

/** The steps of one appointment, for whoever is signed in. */
export function Inside({ link, state }: { link: Link; state: State }) {
  const { appointment, portal } = state;
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
  switch (screenOf(state)) {
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
    case 'wait':
      return <Wait {...given} />;
    case 'leave':
      return <Leave {...given} />;
    case 'cancelled':
      return <Cancelled {...given} />;
    default:
      return <Appointment {...given} />;
  }
}
