import { Button } from '../../parts/button.tsx';
import { Trouble } from '../../parts/messages.tsx';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import type { Link } from '../flow.ts';
import { Frame } from '../frame.tsx';
import type { State } from '../state.ts';

/** Where the link leads. Nothing is sent from here before the button is pressed (product 2.7). */
export function Start({ link, state }: { link: Link; state: State }) {
  const open = useAction(() => link.open());
  return (
    <Frame link={link} state={state} title="See your appointment">
      <p>Here you can see your appointment. You may be able to change or cancel it.</p>
      <p>First we check that it is you, so that nobody else can see it.</p>
      <div class="actions">
        <Button look="filled" busy={open.busy && 'Opening...'} onPress={() => void open.run()}>
          Continue
        </Button>
      </div>
      <Trouble text={open.problem && problemText(open.problem)} />
    </Frame>
  );
}
