import { useState } from 'preact/hooks';
import { partsInOrder } from '../../link/date-of-birth.ts';
import { Frame } from '../../link/frame.tsx';
import { boxId, postcodeName } from '../../link/identity-answers.ts';
import type { State } from '../../link/state.ts';
import { dateIn } from '../../link/times.ts';
import { Button } from '../../parts/button.tsx';
import { DateBoxes, TextField } from '../../parts/fields.tsx';
import type { StrangerFlow } from '../flow.ts';
import type { PersonMistakes } from '../mistakes.ts';
import { checkPerson, fieldOf, personMistakes } from '../person.ts';

/** Who asks (product 5.1). What was typed stays, whatever becomes of the request. */
export function YourDetails({ stranger, state }: { stranger: StrangerFlow; state: State }) {
  const { booking, portal } = state;
  const { person: typed, personMistakes: refused } = booking;
  const { country, zone } = portal!;
  const [found, setFound] = useState<PersonMistakes>(refused ?? {});
  const [attempt, setAttempt] = useState(0);
  const type = (news: Partial<typeof typed>) =>
    stranger.tellBooking({ type: 'typed-person', person: { ...stranger.state.booking.person, ...news } });

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const checked = checkPerson(stranger.state.booking.person, portal!, dateIn(zone, Date.now()));
    if ('person' in checked) stranger.go('send');
    else {
      setFound(checked.mistakes);
      setAttempt(attempt + 1);
    }
  }

  const text = (part: keyof typeof fieldOf, label: string, autocomplete: string, keys?: 'email' | 'tel') => (
    <TextField
      id={fieldOf[part]}
      label={label}
      autocomplete={autocomplete}
      {...(keys && { keys })}
      typed={typed[part]}
      mistake={found[part]}
      onType={(words) => type({ [part]: words })}
    />
  );
  const postcode = postcodeName(country);
  return (
    <Frame
      link={stranger}
      state={state}
      title="Your details"
      mistakes={personMistakes(found, country)}
      attempt={attempt}
      back
    >
      <p>We need every answer here.</p>
      <form noValidate method="post" onSubmit={submit}>
        {text('givenName', 'First name', 'given-name')}
        {text('familyName', 'Last name', 'family-name')}
        {text('email', 'Email address', 'email', 'email')}
        {text('phone', 'Phone number', 'tel', 'tel')}
        <DateBoxes
          label="Date of birth"
          autocomplete="bday"
          order={partsInOrder(country)}
          id={boxId}
          example={{ day: '27', month: '3', year: '1948' }}
          typed={typed}
          mistake={found.date}
          onType={(part, words) => type({ [part]: words })}
        />
        {text('postcode', postcode[0]!.toUpperCase() + postcode.slice(1), 'postal-code')}
        <div class="actions">
          <Button look="filled" type="submit">
            Continue
          </Button>
        </div>
      </form>
    </Frame>
  );
}
