import { useState } from 'preact/hooks';
import { Button } from '../parts/button.tsx';
import { Trouble } from '../parts/messages.tsx';
import { useAction } from '../parts/use-action.ts';
import { problemText } from '../parts/words.ts';
import type { Desk, State, Stop } from './desk.ts';
import { Frame } from './frame.tsx';

/** What stands on the page where nobody is signed in. */
function words(stop: Stop): { title: string; lines: string[] } {
  if (stop.kind === 'refused')
    return {
      title: 'You are not signed in',
      lines: [stop.detail ?? 'That sign-in was not finished, or was begun in another window. Sign in again.'],
    };
  switch (stop.why) {
    case 'ended':
      return {
        title: 'Please sign in again',
        lines: ['We signed you out to keep things private. What you typed is kept.'],
      };
    case 'left':
      return {
        title: 'You are signed out',
        lines: ['On a computer that others use, close this window too.'],
      };
    default:
      return { title: 'Sign in', lines: ['This page is for the staff of a practice.'] };
  }
}

/** The way in, for whoever is not signed in or not any more (product 1.2). */
export function WayIn({ desk, state, stop }: { desk: Desk; state: State; stop: Stop }) {
  const { title, lines } = words(stop);
  const signIn = useAction(() => desk.signIn());
  return (
    <Frame desk={desk} state={state} title={title}>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <div class="actions">
        <Button look="filled" busy={signIn.busy && 'Opening...'} onPress={() => void signIn.run()}>
          Sign in
        </Button>
      </div>
      <Trouble text={signIn.problem && problemText(signIn.problem)} />
    </Frame>
  );
}

/** Staff of several practices say at which one they are today. */
export function ChoosePractice({
  desk,
  state,
  me,
}: {
  desk: Desk;
  state: State;
  me: NonNullable<State['me']>;
}) {
  const [chosen, choose] = useState(me.practiceId);
  const go = useAction(() => desk.choose(chosen));
  return (
    <Frame desk={desk} state={state} title="Which practice?">
      <form
        noValidate
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          void go.run();
        }}
      >
        <fieldset class="field">
          <legend>Your practices</legend>
          {me.memberships.map(({ practiceId, practice }) => (
            <label key={practiceId} class="choice">
              <input
                type="radio"
                name="practice"
                value={practiceId}
                checked={practiceId === chosen}
                onChange={() => choose(practiceId)}
              />
              {practice}
            </label>
          ))}
        </fieldset>
        <div class="actions">
          <Button look="filled" type="submit" busy={go.busy && 'Opening...'}>
            Continue
          </Button>
        </div>
        <Trouble text={go.problem && problemText(go.problem)} />
      </form>
    </Frame>
  );
}
