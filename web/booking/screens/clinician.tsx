import { useState } from 'preact/hooks';
import { Frame } from '../../link/frame.tsx';
import type { ChoosingProps } from '../choosing.ts';
import { serviceOf } from '../state.ts';
import { useAnswer } from '../use-answer.ts';
import { ChoiceList } from './choice-list.tsx';

const title = 'Who would you like to see?';

/** How the list names no one in particular; no id is like it. */
const anyone = 'anyone';

/** Which clinician, or anyone who is free (product 4.2). */
export function ChooseClinician({ link, choices, state }: ChoosingProps) {
  const { staffId } = state.booking;
  const { clinicians } = serviceOf(state.booking)!;
  const [chosen, pick] = useState<string | null>(staffId === undefined ? null : (staffId ?? anyone));
  const answer = useAnswer(chosen !== null, 'Choose who you would like to see', 'clinician-0');
  return (
    <Frame link={link} state={state} title={title} {...answer.framed} back>
      <ChoiceList
        legend={title}
        name="clinician"
        options={[
          { value: anyone, label: 'Anyone' },
          ...clinicians.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        chosen={chosen}
        mistake={answer.mistake}
        onChoose={pick}
        onContinue={() => answer.goOn(() => choices.choseClinician(chosen === anyone ? null : chosen))}
      />
    </Frame>
  );
}
