import type { Appointment } from '../api/client.ts';
import type { Link } from './flow.ts';
import type { State } from './state.ts';
import type { Place } from './times.ts';

/** What every screen about one appointment gets. */
export interface AboutProps {
  link: Link;
  state: State;
  appointment: Appointment;
  place: Place;
}
