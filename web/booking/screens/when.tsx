import { When } from '../../link/details.tsx';
import { Frame } from '../../link/frame.tsx';
import { FreeTimes } from '../../link/free-times.tsx';
import { NearTimes } from '../../link/near-times.tsx';
import type { Step } from '../../link/state.ts';
import { whenText } from '../../link/times.ts';
import { Note } from '../../parts/messages.tsx';
import type { ChoosingProps } from '../choosing.ts';
import { serviceOf } from '../state.ts';
import { useAnswer } from '../use-answer.ts';

interface Props extends ChoosingProps {
  /** The step after this one. */
  next: Step;
}

const wanting = 'Choose a time';

/** The free times of what was chosen (product 4.3). */
export function ChooseWhen({ link, choices, state, next }: Props) {
  const { booking, portal } = state;
  const { about, chosen, gone } = booking;
  const { zone, country, phone } = portal!;
  const answer = useAnswer(chosen !== null, wanting, 'times');
  return (
    <Frame link={link} state={state} title={about ? 'Choose another time' : 'When?'} {...answer.framed} back>
      {about && (
        <p>
          Now: <When instant={about.startsAt} place={{ zone: about.zone, country }} />
        </p>
      )}
      {gone && (
        <Note tone="warn" alert>
          <p>
            Someone has just taken {whenText(gone.startsAt, { zone: gone.zone, country })}. Please choose
            another time.
          </p>
        </Note>
      )}
      <FreeTimes
        looked={booking.looked}
        look={choices.lookForTimes}
        later={choices.laterTimes}
        phone={phone}
        day={booking.day}
        chosen={chosen}
        label="Your time"
        place={{ zone, country }}
        locations={serviceOf(booking)?.locations ?? []}
        mistake={answer.mistake}
        onShow={(day) => choices.tellBooking({ type: 'showed-day', day })}
        onChoose={({ startsAt, locationId }) =>
          choices.tellBooking({ type: 'chose-time', startsAt, locationId })
        }
        onContinue={() => answer.goOn(() => link.go(next))}
      />
    </Frame>
  );
}

/** Somebody was quicker: times close by. What was typed and chosen before stays. */
export function ChooseNear({ link, choices, state, next }: Props) {
  const { chosen, gone, about } = state.booking;
  const answer = useAnswer(chosen !== null, wanting, 'near-0');
  return (
    <Frame link={link} state={state} title="That time has gone" {...answer.framed} back>
      {about && <p>Your own request has not changed.</p>}
      <NearTimes
        gone={gone!.startsAt}
        nearest={gone!.nearest}
        chosen={chosen?.startsAt ?? null}
        place={{ zone: gone!.zone, country: state.portal!.country }}
        mistake={answer.mistake}
        onChoose={(startsAt) => choices.tellBooking({ type: 'chose-time', startsAt })}
        onContinue={() => answer.goOn(() => link.go(next))}
        onAll={() => choices.tellBooking({ type: 'wants-all' })}
      />
    </Frame>
  );
}
