import type { Appointment } from '../api/client.ts';
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

/** What the appointment is: when, with whom, for what, where. */
export function Details({ appointment, place }: { appointment: Appointment; place: Place }) {
  const { clinician, service, location, status } = appointment;
  return (
    <div class="card">
      <p class="card-when">
        <When instant={appointment.startsAt} place={place} large />
      </p>
      <dl class="facts">
        <div>
          <dt>With</dt>
          <dd>{clinician.name}</dd>
        </div>
        {service && (
          <div>
            <dt>For</dt>
            <dd>{service.name}</dd>
          </div>
        )}
        {location && (
          <div>
            <dt>Where</dt>
            <dd>
              {location.name}
              {location.address && <span class="address">{location.address}</span>}
            </dd>
          </div>
        )}
        {status.kind !== 'booked' && (
          <div>
            <dt>Status</dt>
            <dd>{status.name}</dd>
          </div>
        )}
      </dl>
    </div>
  );
}
