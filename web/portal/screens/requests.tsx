import { useEffect } from 'preact/hooks';
import type { Request } from '../../api/booking.ts';
import type { Booking } from '../../booking/state.ts';
import { aboutText, holdingText, stateText } from '../../booking/words.ts';
import { When } from '../../link/details.tsx';
import { Frame } from '../../link/frame.tsx';
import type { State } from '../../link/state.ts';
import { whenText } from '../../link/times.ts';
import { Button } from '../../parts/button.tsx';
import { Loading, Note, Trouble } from '../../parts/messages.tsx';
import { usePages } from '../../parts/use-pages.ts';
import { problemText } from '../../parts/words.ts';
import type { PortalFlow } from '../flow.ts';

interface Props {
  portal: PortalFlow;
  state: State;
}

/** What the client has asked for, and what became of it (product 5). */
export function Requests({ portal, state }: Props) {
  const { booking, portal: practice } = state;
  const pages = usePages((cursor) => portal.booking.listRequests(cursor));
  useEffect(() => {
    const again = () => document.visibilityState === 'visible' && void pages.read();
    void pages.read();
    document.addEventListener('visibilitychange', again);
    return () => document.removeEventListener('visibilitychange', again);
  }, []);
  const { items } = pages;
  return (
    <Frame link={portal} state={state} title="Your requests">
      {booking.done && <Done done={booking.done} country={practice!.country} />}
      {!items && pages.busy && <Loading what="your requests" />}
      <Trouble text={pages.problem && problemText(pages.problem)} again={() => void pages.read()} />
      {items?.length === 0 && <p>You have no requests.</p>}
      {items && items.length > 0 && (
        <ul class="appointments">
          {items.map((request) => (
            <Item key={request.id} portal={portal} state={state} request={request} />
          ))}
        </ul>
      )}
      {pages.more && (
        <Button look="plain" busy={pages.busy && 'Loading...'} onPress={() => void pages.readOn()}>
          Show more <span class="unseen">requests</span>
        </Button>
      )}
      {items && practice!.onlineBooking && (
        <div class="actions">
          <Button look="filled" onPress={portal.booking.request}>
            Request appointment
          </Button>
        </div>
      )}
    </Frame>
  );
}

function Done({ done, country }: { done: NonNullable<Booking['done']>; country: string }) {
  const { what, request } = done;
  if (what === 'overtaken')
    return (
      <Note tone="info" alert>
        <p>This changed while you had it open. Here is the latest.</p>
      </Note>
    );
  const when = whenText(request.startsAt, { zone: request.zone, country });
  return (
    <Note tone="ok">
      <p>
        {what === 'moved' ? holdingText(request, country) : `We are not holding ${when} for you any more.`}
      </p>
    </Note>
  );
}

/** One of them; while it waits it can be moved or given up. */
function Item({ portal, state, request }: Props & { request: Request }) {
  const { country } = state.portal!;
  const place = { zone: request.zone, country };
  const waits = request.state === 'pending';
  const which = <span class="unseen">for {whenText(request.startsAt, place)}</span>;
  return (
    <li>
      <p>
        <strong class="standing">{stateText(request)}</strong>
        <When instant={request.startsAt} place={place} />
        <span class="about">{aboutText(request)}</span>
        {waits && request.answerBy && (
          <span class="about">
            {request.clinician.name} will answer by {whenText(request.answerBy, place)}.
          </span>
        )}
      </p>
      {waits && (
        <div class="actions">
          <Button look="plain" onPress={() => portal.booking.pick(request, 'when')}>
            Choose another time {which}
          </Button>
          <Button look="plain" onPress={() => portal.booking.pick(request, 'withdraw')}>
            Withdraw {which}
          </Button>
        </div>
      )}
    </li>
  );
}
