import { useEffect } from 'preact/hooks';
import type { Appointment } from '../../api/client.ts';
import { Sentence } from '../../parts/layout.tsx';
import { Loading, Note, Trouble } from '../../parts/messages.tsx';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import { When } from '../details.tsx';
import type { Link } from '../flow.ts';
import { Frame } from '../frame.tsx';
import { SlotPicker } from '../slot-picker.tsx';
import type { State } from '../state.ts';
import { fullDayText, type Place, whenText } from '../times.ts';
import { useChoice } from '../use-choice.ts';

interface Props {
  link: Link;
  state: State;
  appointment: Appointment;
  place: Place;
}

/** The free times that this appointment may move to (product 3.2). */
export function ChooseTime({ link, state, appointment, place }: Props) {
  const { looked } = state;
  const look = useAction(() => link.look());
  const later = useAction(() => link.later());
  const choice = useChoice(link, state);
  const nothingKnown = looked === null;
  useEffect(() => {
    if (nothingKnown) void look.run();
  }, [nothingKnown]);

  return (
    <Frame
      link={link}
      state={state}
      title="Choose a new time"
      mistakes={choice.mistakes('times')}
      attempt={choice.attempt}
      back
    >
      <p>
        Now: <When instant={appointment.startsAt} place={place} />
      </p>
      {state.notice === 'stale' && (
        <Note tone="info" alert>
          <p>This changed while you had it open. Here is the latest.</p>
        </Note>
      )}
      {state.gone && (
        <Note tone="warn" alert>
          <p>Someone has just taken {whenText(state.gone.startsAt, place)}. Please choose another time.</p>
        </Note>
      )}
      {nothingKnown && look.busy && <Loading what="times" />}
      <Trouble text={look.problem && problemText(look.problem)} again={() => void look.run()} />
      <Trouble text={later.problem && problemText(later.problem)} again={() => void later.run()} />
      {looked && looked.openings.length === 0 && (
        <Note tone="info">
          <p>No times are free online until {fullDayText(looked.to, place.country)}.</p>
          <p>
            <Sentence text={`Please phone ${state.portal!.phone}.`} phone={state.portal!.phone} />
          </p>
        </Note>
      )}
      {looked && looked.openings.length > 0 && (
        <SlotPicker
          looked={looked}
          day={state.day}
          chosen={state.chosen}
          place={place}
          looking={later.busy}
          mistake={choice.mistake}
          onShow={(day) => link.tell({ type: 'showed', day })}
          onChoose={({ startsAt }) => choice.choose(startsAt)}
          onLater={() => void later.run()}
          onContinue={choice.goOn}
        />
      )}
    </Frame>
  );
}
