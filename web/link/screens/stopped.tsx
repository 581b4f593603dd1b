import { Button } from '../../parts/button.tsx';
import { Sentence } from '../../parts/layout.tsx';
import type { Link } from '../flow.ts';
import { Frame } from '../frame.tsx';
import type { State, Stop } from '../state.ts';

/** A page that has nothing to show: what it is, why, and the way on. */
function words(stop: Stop, state: State): { title: string; lines: string[] } {
  const { portal } = state;
  const phoning = portal ? `Please phone ${portal.phone}.` : 'Please phone the practice that sent it.';
  switch (stop.kind) {
    case 'no-link':
      return {
        title: 'Open the link in your message',
        lines: ['To see your appointment, press the link that the practice sent you.'],
      };
    case 'dead':
      return {
        title: 'This link has stopped working',
        lines: ['Your appointment may be over or cancelled, or there may be a newer link.', phoning],
      };
    case 'off':
      return { title: 'Online access is switched off', lines: [stop.detail] };
    case 'details-missing': {
      const phone = stop.phone ?? portal?.phone;
      return {
        title: `Please phone ${portal?.name ?? 'the practice'}`,
        lines: ['We need to update your record first.', ...(phone ? [`Phone ${phone}.`] : [])],
      };
    }
    case 'gone':
      return { title: 'This appointment is no longer here', lines: [phoning] };
    case 'signed-out':
      return {
        title: 'Please sign in again',
        lines: [
          'We signed you out to keep things private. What you typed is kept.',
          ...(state.token ? [] : ['Press the link in your message again.']),
        ],
      };
    case 'left':
      return {
        title: 'You are signed out',
        lines: ['To see your appointment again, press the link in your message.'],
      };
  }
}

export function Stopped({ link, state, stop }: { link: Link; state: State; stop: Stop }) {
  const { title, lines } = words(stop, state);
  const phone = ('phone' in stop ? stop.phone : undefined) ?? state.portal?.phone;
  return (
    <Frame link={link} state={state} title={title}>
      {lines.map((line) => (
        <p key={line}>
          <Sentence text={line} phone={phone} />
        </p>
      ))}
      {stop.kind === 'signed-out' && state.token && (
        <div class="actions">
          <Button look="filled" onPress={link.signInAgain}>
            Continue
          </Button>
        </div>
      )}
    </Frame>
  );
}
