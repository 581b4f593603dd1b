import { useState } from 'preact/hooks';
import type { Appointment } from '../api/client.ts';
import { Button } from '../parts/button.tsx';
import { Note, Trouble } from '../parts/messages.tsx';
import { useAction } from '../parts/use-action.ts';
import { sendingProblemText } from '../parts/words.ts';
import type { Link } from './flow.ts';
import { type Place, whenText } from './times.ts';
import type { Waiting } from './use-waiting.ts';

interface Props {
  link: Link;
  appointment: Appointment;
  place: Place;
  waiting: Waiting;
}

/** An earlier time that has come free for the appointment, to take or to let go (product 4.5); nothing where there is none. */
export function Offered({ link, appointment, place, waiting }: Props) {
  const [isLetGo, noteLetGo] = useState(false);
  const { entry } = waiting;
  const offer = entry?.offer;
  const take = useAction(async (onSilence) => {
    link.about(appointment.id, appointment);
    return offer ? link.take(offer, onSilence) : null;
  });
  const letGo = useAction(async (onSilence) => {
    const problem = offer ? await link.letGo(offer, onSilence) : null;
    if (!problem && entry) {
      waiting.show({ ...entry, offer: null });
      noteLetGo(true);
    }
    return problem;
  });
  const problem = take.problem ?? letGo.problem;
  if (isLetGo)
    return (
      <Note tone="ok" alert>
        <p>You have let that time go. You are still on the waiting list.</p>
      </Note>
    );
  if (!offer) return null;
  return (
    <section aria-label="Earlier time">
      <Note tone="info">
        <p>
          {whenText(offer.startsAt, place)} has come free. You can take it until{' '}
          {whenText(offer.until, place)}.
        </p>
      </Note>
      <Trouble text={problem && sendingProblemText(problem)} />
      <div class="actions">
        <Button look="plain" busy={take.busy && 'Taking...'} onPress={() => void take.run()}>
          Take this time
        </Button>
        <Button look="plain" busy={letGo.busy && 'One moment...'} onPress={() => void letGo.run()}>
          No thanks
        </Button>
      </div>
    </section>
  );
}
