import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Appointment } from '../../api/client.ts';
import { When } from '../../link/details.tsx';
import { Frame } from '../../link/frame.tsx';
import { Summary } from '../../link/screens/appointment.tsx';
import type { State } from '../../link/state.ts';
import { whenText } from '../../link/times.ts';
import { Button } from '../../parts/button.tsx';
import { Loading, Trouble } from '../../parts/messages.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { problemText } from '../../parts/words.ts';
import type { PortalFlow } from '../flow.ts';

const placeOf = (appointment: Appointment, state: State) => ({
  zone: appointment.zone,
  country: state.portal!.country,
});

/** The client's own appointments: the next one large, later ones, past ones (product 3.1). */
export function Appointments({ portal, state }: { portal: PortalFlow; state: State }) {
  const coming = usePages((cursor) => portal.list('upcoming', cursor));
  const past = usePages((cursor) => portal.list('past', cursor));
  useEffect(() => {
    const read = () => {
      void coming.read();
      void past.read();
    };
    const again = () => document.visibilityState === 'visible' && read();
    read();
    document.addEventListener('visibilitychange', again);
    return () => document.removeEventListener('visibilitychange', again);
  }, []);

  const next = coming.items?.find(({ status }) => status.kind === 'booked');
  const later = coming.items?.filter((each) => each !== next) ?? [];
  const item = (each: Appointment) => <Item key={each.id} portal={portal} state={state} appointment={each} />;
  return (
    <Frame link={portal} state={state} title="Your appointments">
      {!coming.items && coming.busy && <Loading what="your appointments" />}
      <Trouble text={coming.problem && problemText(coming.problem)} again={() => void coming.read()} />
      {coming.items && !next && <p>You have no appointments coming up.</p>}
      {next && (
        <section aria-labelledby="next">
          <h2 id="next">Next appointment</h2>
          <Summary link={portal} state={state} appointment={next} place={placeOf(next, state)} />
        </section>
      )}
      {later.length > 0 && (
        <Group id="later" title="Later appointments" pages={coming}>
          {later.map(item)}
        </Group>
      )}
      {coming.items && state.portal!.onlineBooking && (
        <div class="actions">
          <Button look={next?.change.allowed ? 'plain' : 'filled'} onPress={portal.booking.request}>
            Request appointment
          </Button>
        </div>
      )}
      {past.items && past.items.length > 0 && (
        <Group id="past" title="Past appointments" pages={past}>
          {past.items.map(item)}
        </Group>
      )}
      {!coming.problem && (
        <Trouble text={past.problem && problemText(past.problem)} again={() => void past.read()} />
      )}
    </Frame>
  );
}

interface GroupProps {
  id: string;
  title: string;
  pages: { more: boolean; busy: boolean; readOn: () => Promise<unknown> };
  children: ComponentChildren;
}

function Group({ id, title, pages, children }: GroupProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="appointments">{children}</ul>
      {pages.more && (
        <Button look="plain" busy={pages.busy && 'Loading...'} onPress={() => void pages.readOn()}>
          Show more <span class="unseen">{title.toLowerCase()}</span>
        </Button>
      )}
    </section>
  );
}

/** One of several, with the way to its own step. */
function Item({
  portal,
  state,
  appointment,
}: {
  portal: PortalFlow;
  state: State;
  appointment: Appointment;
}) {
  const { id, startsAt, clinician, service, location, status } = appointment;
  const place = placeOf(appointment, state);
  const about = [clinician.name, service?.name, location?.name].filter(Boolean).join(', ');
  return (
    <li>
      <p>
        <When instant={startsAt} place={place} />
        <span class="about">{about}</span>
        {status.kind !== 'booked' && <span class="about">{status.name}</span>}
      </p>
      <Button
        look="link"
        onPress={() => {
          portal.about(id, appointment);
          portal.go('appointment');
        }}
      >
        See details <span class="unseen">of {whenText(startsAt, place)}</span>
      </Button>
    </li>
  );
}
