import type { Confirmation } from '../../api/booking.ts';
import { When } from '../../link/details.tsx';
import type { Place } from '../../link/times.ts';
import { Fact } from './send.tsx';

/** What was asked for or booked: when, with whom, for what and where. */
export function RequestCard({
  request: { startsAt, zone, clinician, service, location },
  country,
}: {
  request: Pick<Confirmation, 'startsAt' | 'zone' | 'clinician' | 'service' | 'location'>;
  country: Place['country'];
}) {
  return (
    <div class="card">
      <p class="card-when">
        <When instant={startsAt} place={{ zone, country }} large />
      </p>
      <dl class="facts">
        <Fact name="With">{clinician.name}</Fact>
        <Fact name="For">{service.name}</Fact>
        {location && (
          <Fact name="Where">
            {location.name}
            {location.address && <span class="address">{location.address}</span>}
          </Fact>
        )}
      </dl>
    </div>
  );
}
