import { Frame } from '../../link/frame.tsx';
import type { State, Stop } from '../../link/state.ts';
import { Button } from '../../parts/button.tsx';
import { Sentence } from '../../parts/layout.tsx';
import type { PortalFlow } from '../flow.ts';
import { newHref } from './welcome.tsx';

interface Words {
  title: string;
  lines: string[];
  on?: { text: string; press: (portal: PortalFlow) => void };
  /** The practice's address: nobody can sign in, and everyone can ask for an appointment (product 5.1). */
  asking?: string;
}

/** What stands in the way, why, and the way on. */
function words(stop: Stop, { portal, clientId }: State): Words {
  const phone = ('phone' in stop ? stop.phone : undefined) ?? portal?.phone;
  const phoning = phone ? `Please phone ${phone}.` : 'Please phone the practice.';
  const anew = (text: string) => ({ text, press: (flow: PortalFlow) => flow.startOver() });
  switch (stop.kind) {
    case 'off':
      if (portal?.requestForm === 'everyone')
        return { title: portal.name, lines: [stop.detail], asking: portal.slug };
      return { title: 'Online access is switched off', lines: [stop.detail] };
    case 'details-missing':
      return {
        title: `Please phone ${portal?.name ?? 'the practice'}`,
        lines: ['We need to update your record first.', ...(phone ? [`Phone ${phone}.`] : [])],
      };
    case 'signed-out':
      return {
        title: 'Please sign in again',
        lines: ['We signed you out to keep things private. What you typed is kept.'],
        on: { text: 'Continue', press: (flow) => flow.signInAgain() },
      };
    case 'left':
      return {
        title: 'You are signed out',
        lines: ['You can close this page now.'],
        on: anew('Sign in again'),
      };
    case 'gone':
      if (clientId === null)
        return { title: 'There is no page here', lines: ['Check the address, or phone the practice.'] };
      return {
        title: 'This appointment is no longer here',
        lines: [phoning],
        on: { text: 'See your appointments', press: (flow) => flow.leaveGone() },
      };
    default:
      return {
        title: 'This link has stopped working',
        lines: ['A link works once, for 10 minutes. Only the newest one works.'],
        on: anew('Email me a new link'),
      };
  }
}

export function Stopped({ portal, state, stop }: { portal: PortalFlow; state: State; stop: Stop }) {
  const { title, lines, on, asking } = words(stop, state);
  const phone = ('phone' in stop ? stop.phone : undefined) ?? state.portal?.phone;
  return (
    <Frame link={portal} state={state} title={title}>
      {lines.map((line) => (
        <p key={line}>
          <Sentence text={line} phone={phone} />
        </p>
      ))}
      {asking && (
        <div class="actions">
          <a class="button filled" href={newHref(asking)}>
            Request appointment
          </a>
        </div>
      )}
      {on && (
        <div class="actions">
          <Button look="filled" onPress={() => on.press(portal)}>
            {on.text}
          </Button>
        </div>
      )}
    </Frame>
  );
}
