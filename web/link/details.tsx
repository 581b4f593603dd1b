import type { ComponentChildren } from 'preact';
import { clockText, dateText, ownZone, type Place, whereYouAre, zoneText } from './times.ts';

/** A time as it always stands on a page: date, clock, zone by name, and the reader's own clock if it differs. */
export function When({ instant, place, large }: { instant: string; place: Place; large?: boolean }) {
  const elsewhere = whereYouAre(instant, place, ownZone());
  return (
    <span class={large ? 'when large' : 'when'}>
      <span class="when-date">
        {dateText(instant, place)}
        <span class="when-comma">, </span>
      </span>
      <span class="when-clock">{clockText(instant, place)} </span>
      <span class="when-zone">({zoneText(instant, place)})</span>
      {elsewhere && <span class="when-elsewhere"> {elsewhere}</span>}
    </span>
  );
}

/** One line of a list of facts. */
export const Fact = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

interface Shown {
  startsAt: string;
  clinician: { name: string };
  service: { name: string } | null;
  location: { name: string; address: string | null } | null;
  /** Of an appointment, where it is no longer just booked. */
  status?: { name: string; kind: string };
}

/** What an appointment or a request is: when, with whom, for what, where. */
export function Details({ of, place }: { of: Shown; place: Place }) {
  const { startsAt, clinician, service, location, status } = of;
  return (
    <div class="card">
      <p class="card-when">
        <When instant={startsAt} place={place} large />
      </p>
      <dl class="facts">
        <Fact name="With">{clinician.name}</Fact>
        {service && <Fact name="For">{service.name}</Fact>}
        {location && (
          <Fact name="Where">
            {location.name}
            {location.address && <span class="address">{location.address}</span>}
          </Fact>
        )}
        {status && status.kind !== 'booked' && <Fact name="Status">{status.name}</Fact>}
      </dl>
    </div>
  );
}
