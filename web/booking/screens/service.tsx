import { useEffect, useState } from 'preact/hooks';
import { Frame } from '../../link/frame.tsx';
import { Sentence } from '../../parts/layout.tsx';
import { Loading, Note, Trouble } from '../../parts/messages.tsx';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import type { ChoosingProps } from '../choosing.ts';
import { useAnswer } from '../use-answer.ts';
import { ChoiceList } from './choice-list.tsx';

const title = 'What is it for?';

/** Which service (product 4.2). */
export function ChooseService({ link, choices, state }: ChoosingProps) {
  const { services, serviceId, stale } = state.booking;
  const only = services?.length === 1 ? services[0]!.id : null;
  const [picked, pick] = useState<string | null>(null);
  const chosen = picked ?? serviceId ?? only;
  const look = useAction(() => choices.offer());
  const { phone } = state.portal!;
  // What can be asked for may have changed since it was read last.
  useEffect(() => void look.run(), []);
  const answer = useAnswer(chosen !== null, 'Choose what it is for', 'service-0');
  return (
    <Frame link={link} state={state} title={title} {...answer.framed} back>
      {stale && (
        <Note tone="info" alert>
          <p>This changed while you had it open. Here is the latest.</p>
        </Note>
      )}
      {!services && look.busy && <Loading what="what you can ask for" />}
      <Trouble text={look.problem && problemText(look.problem)} again={() => void look.run()} />
      {services?.length === 0 && (
        <p>
          <Sentence
            text={`Nothing can be asked for online at present. Please phone ${phone}.`}
            phone={phone}
          />
        </p>
      )}
      {services && services.length > 0 && (
        <ChoiceList
          legend={title}
          name="service"
          options={services.map(({ id, name, durationMinutes }) => ({
            value: id,
            label: (
              <>
                {name}
                <span class="about">{durationMinutes} minutes</span>
              </>
            ),
          }))}
          chosen={chosen}
          mistake={answer.mistake}
          onChoose={pick}
          onContinue={() => answer.goOn(() => choices.choseService(chosen!))}
        />
      )}
    </Frame>
  );
}
