import { ChooseClinician } from '../../booking/screens/clinician.tsx';
import { BookingOff } from '../../booking/screens/off.tsx';
import { CheckAndSend } from '../../booking/screens/send.tsx';
import { ChooseService } from '../../booking/screens/service.tsx';
import { ChooseNear, ChooseWhen } from '../../booking/screens/when.tsx';
import type { State } from '../../link/state.ts';
import type { PortalFlow } from '../flow.ts';

interface Props {
  portal: PortalFlow;
  state: State;
  screen: 'service' | 'clinician' | 'when' | 'near' | 'send';
}

/** A client asks for an appointment, a step a page (product 5.1). */
export function Asking({ portal, state, screen }: Props) {
  const given = { link: portal, choices: portal.booking, state };
  if (state.booking.off !== null) return <BookingOff link={portal} state={state} />;
  switch (screen) {
    case 'service':
      return <ChooseService {...given} />;
    case 'clinician':
      return <ChooseClinician {...given} />;
    case 'when':
      return <ChooseWhen {...given} next="send" />;
    case 'near':
      return <ChooseNear {...given} next="send" />;
    case 'send':
      return <CheckAndSend link={portal} state={state} send={portal.booking.send} />;
  }
}
