import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { DateBoxes, TextField } from '../../parts/fields.tsx';
import { Sentence } from '../../parts/layout.tsx';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import { partsInOrder } from '../date-of-birth.ts';
import type { Link } from '../flow.ts';
import { Frame } from '../frame.tsx';
import {
  boxId,
  type Checked,
  checkAnswers,
  type IdentityAnswers,
  identityMistakes,
  postcodeName,
  refusedAnswers,
} from '../identity-answers.ts';
import type { State, Typed } from '../state.ts';
import { dateIn } from '../times.ts';
import { lockedText } from '../words.ts';

/** Date of birth and postcode, before anything of the appointment is shown (product 2.7, 2.8). */
export function Identity({ link, state }: { link: Link; state: State }) {
  const portal = state.portal!;
  const { asks } = state;
  const more = asks.includes('firstName');
  // Where the first answers fit several people, one more field appears: whoever sent them is led to it.
  useEffect(() => {
    if (more) document.getElementById('first-name')?.focus();
  }, [more]);
  const [checked, setChecked] = useState<Checked>({});
  const [attempt, setAttempt] = useState(0);
  const [refusal, setRefusal] = useState<string | null>(null);

  const tell = (found: Checked) => {
    setChecked(found);
    setAttempt((before) => before + 1);
  };

  const send = useAction(async (_, answers: IdentityAnswers) => {
    const problem = await link.open(answers);
    if (!problem) return null;
    const refused = refusedAnswers(problem);
    if (refused) tell(refused);
    else setRefusal(problem.code === 'identity-locked' ? lockedText(problem, portal) : problemText(problem));
    return problem;
  });

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (send.busy) return;
    const found = checkAnswers(link.state.typed, portal, dateIn(portal.zone, Date.now()), asks);
    tell(found);
    setRefusal(null);
    if (found.answers) void send.run(found.answers);
  }

  const type = (part: keyof Typed, text: string) =>
    link.tell({ type: 'typed', typed: { ...link.state.typed, [part]: text } });
  const name = postcodeName(portal.country);

  return (
    <Frame
      link={link}
      state={state}
      title="Check it's you"
      {...identityMistakes(checked, portal, asks)}
      attempt={attempt}
      back
    >
      <p>This keeps your appointments private.</p>
      <form noValidate method="post" onSubmit={submit}>
        <DateBoxes
          label="Date of birth"
          autocomplete="bday"
          order={partsInOrder(portal.country)}
          id={boxId}
          example={{ day: '27', month: '3', year: '1948' }}
          typed={state.typed}
          mistake={checked.date}
          onType={type}
        />
        {asks.includes('postcode') && (
          <TextField
            id="postcode"
            label={name[0]!.toUpperCase() + name.slice(1)}
            autocomplete="postal-code"
            typed={state.typed.postcode}
            mistake={checked.postcode}
            onType={(text) => type('postcode', text)}
          />
        )}
        {more && (
          <TextField
            id="first-name"
            label="First name"
            autocomplete="given-name"
            typed={state.typed.firstName}
            mistake={checked.firstName}
            onType={(text) => type('firstName', text)}
          />
        )}
        <div role="alert">
          {refusal && (
            <div class="note danger">
              <p>
                <Sentence text={refusal} phone={portal.phone} />
              </p>
            </div>
          )}
        </div>
        <div class="actions">
          <Button look="filled" type="submit" busy={send.busy && 'Sending...'}>
            Continue
          </Button>
        </div>
      </form>
    </Frame>
  );
}
