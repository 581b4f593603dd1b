import { calendarHref, type Appointment as Record } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { Sentence } from '../../parts/layout.tsx';
import { Note, Trouble } from '../../parts/messages.tsx';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import type { AboutProps } from '../about.ts';
import { Details } from '../details.tsx';
import type { Link } from '../flow.ts';
import { Frame } from '../frame.tsx';
import { Offered } from '../offered.tsx';
import { useWaiting } from '../use-waiting.ts';
import { Waits } from '../waits.tsx';
import { verdictTexts } from '../words.ts';

/** The appointment, and what may be done about it until when (product 3.1). */
export function Appointment({ link, state, appointment, place }: AboutProps) {
  return (
    <Frame link={link} state={state} title="Your appointment" back={state.way === 'portal'}>
      {state.notice === 'stale' && (
        <Note tone="info" alert>
          <p>This changed while you had it open. Here is the latest.</p>
        </Note>
      )}
      {(state.notice === 'joined' || state.notice === 'left') && (
        <Note tone="ok" alert>
          <p>
            You are {state.notice === 'left' && 'not '}on the waiting list
            {state.notice === 'left' && ' any more'}.
          </p>
        </Note>
      )}
      <Summary link={link} state={state} appointment={appointment} place={place} />
    </Frame>
  );
}

/** What it is, what may be done about it, and the buttons for that. */
export function Summary({ link, state, appointment, place }: AboutProps) {
  const { change, cancellation, status } = appointment;
  const waiting = useWaiting(link, appointment);
  const go = (step: 'choose' | 'cancel') => {
    link.about(appointment.id, appointment);
    link.go(step);
  };
  return (
    <>
      <Offered link={link} appointment={appointment} place={place} waiting={waiting} />
      <Details of={appointment} place={place} />
      {verdictTexts(appointment, place).map((text) => (
        <p key={text}>
          <Sentence text={text} phone={state.portal?.phone} />
        </p>
      ))}
      <div class="actions">
        {change.allowed && (
          <Button look="filled" onPress={() => go('choose')}>
            Change time
          </Button>
        )}
        {cancellation.allowed && (
          <Button look="plain" onPress={() => go('cancel')}>
            Cancel appointment
          </Button>
        )}
        {status.kind === 'booked' && <AddToCalendar link={link} appointment={appointment} />}
      </div>
      <Waits link={link} appointment={appointment} place={place} waiting={waiting} />
    </>
  );
}

/** The calendar file. The session is looked at first, or a dead one would put a problem document on the screen. */
export function AddToCalendar({ link, appointment }: { link: Link; appointment: Record }) {
  const { id } = appointment;
  const open = useAction(async () => {
    link.about(id, appointment);
    await link.read();
    const { appointmentId, trouble } = link.state;
    if (appointmentId === id && !trouble) location.assign(calendarHref(id));
    return trouble;
  });
  const press = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    void open.run();
  };
  return (
    <>
      <a class="button link" href={calendarHref(id)} onClick={press}>
        Add to calendar
      </a>
      <Trouble text={open.problem && problemText(open.problem)} />
    </>
  );
}
