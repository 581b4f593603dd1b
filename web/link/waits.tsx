import type { Appointment } from '../api/client.ts';
import { Button } from '../parts/button.tsx';
import { wishText } from '../parts/dates.ts';
import type { Link } from './flow.ts';
import { type Place, whenText } from './times.ts';
import { useWaiting, type Waiting } from './use-waiting.ts';

interface Props {
  link: Link;
  appointment: Appointment;
  place: Place;
  waiting: Waiting;
}

/** That the appointment waits for an earlier time, since and until when, or the way there (product 4.5). */
export function Waits({ link, appointment, place, waiting: { entry } }: Props) {
  const go = (step: 'wait' | 'leave') => {
    link.about(appointment.id, appointment);
    link.go(step);
  };
  if (entry === undefined || (entry === null && !appointment.waitlist.allowed)) return null;
  return (
    <section aria-label="Waiting list">
      {entry ? (
        <>
          <p>You are on the waiting list until {whenText(appointment.startsAt, place)}.</p>
          <p>
            You asked for an earlier time on {whenText(entry.askedAt, place)}.{' '}
            {wishText(entry, place.country)}
          </p>
        </>
      ) : (
        <p>We can tell you when an earlier time comes free.</p>
      )}
      <Button look="plain" onPress={() => go(entry ? 'leave' : 'wait')}>
        {entry ? 'Leave the waiting list' : 'Join the waiting list'}
      </Button>
    </section>
  );
}

/** The same where nothing else is known of the waiting yet. */
export function WaitsHere(props: Omit<Props, 'waiting'>) {
  const waiting = useWaiting(props.link, props.appointment);
  return <Waits {...props} waiting={waiting} />;
}
