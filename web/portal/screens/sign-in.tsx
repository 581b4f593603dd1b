import { Frame } from '../../link/frame.tsx';
import type { State } from '../../link/state.ts';
import { Button } from '../../parts/button.tsx';
import { Trouble } from '../../parts/messages.tsx';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import type { PortalFlow } from '../flow.ts';

/** Where an e-mailed link leads. Only this press sends, and spends, what it holds (product 2.9). */
export function SignIn({ portal, state }: { portal: PortalFlow; state: State }) {
  const open = useAction(() => portal.open());
  return (
    <Frame link={portal} state={state} title={state.portal ? `Sign in to ${state.portal.name}` : 'Sign in'}>
      <p>Here you can see your appointments. You may be able to change or cancel them.</p>
      <div class="actions">
        <Button look="filled" busy={open.busy && 'Signing in...'} onPress={() => void open.run()}>
          Sign in
        </Button>
      </div>
      <Trouble text={open.problem && problemText(open.problem)} />
    </Frame>
  );
}
