import { Frame } from '../../link/frame.tsx';
import type { State } from '../../link/state.ts';
import { Button } from '../../parts/button.tsx';
import type { PortalFlow } from '../flow.ts';

/** Where whoever has not signed in asks for an appointment. */
export const newHref = (slug: string): string => `/p/${slug}/new`;

/** Two ways on: signing in, or asking for a first appointment (product 2.10, 9.4). */
export function Welcome({ portal, state }: { portal: PortalFlow; state: State }) {
  const { name, slug } = state.portal!;
  return (
    <Frame link={portal} state={state} title={name}>
      <p>See, change or request appointments here.</p>
      <div class="actions">
        <Button look="filled" onPress={() => portal.go('email')}>
          I'm an existing client
        </Button>
        <a class="button plain" href={newHref(slug)}>
          I'm a new client
        </a>
      </div>
    </Frame>
  );
}
