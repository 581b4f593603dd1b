import type { Link } from '../link/flow.ts';
import type { State } from '../link/state.ts';
import type { createChoices } from './flow.ts';

/** What the steps of asking for an appointment work with: on the page for clients, and on the one for others. */
export interface ChoosingProps {
  link: Pick<Link, 'signOut' | 'go'>;
  choices: ReturnType<typeof createChoices>;
  state: State;
}
