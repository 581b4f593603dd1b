import type { Opening } from '../api/client.ts';
import { FieldError } from '../parts/fields.tsx';
import { type Day, partsOfDay } from './days.ts';
import type { Chosen } from './looked.ts';
import { dayText, ownZone, type Place, slotText, whereYouAre, zoneText } from './times.ts';

interface Props {
  day: Day;
  chosen: Chosen | null;
  place: Place;
  locations: readonly { id: string; name: string }[];
  mistake: string | undefined;
  onChoose: (opening: Opening) => void;
}

/** A zone of its own, where a time has one. */
export const zoneOf = ({ zone }: Chosen): { zone?: string } => (zone === undefined ? {} : { zone });

const isChosen = (opening: Opening, chosen: Chosen | null): boolean =>
  chosen?.startsAt === opening.startsAt &&
  (chosen.locationId === undefined || chosen.locationId === opening.locationId);

/** The free times of one day, by part of the day, each in the time of its place. */
export function TimesOfDay({ day, chosen, place, locations, mistake, onChoose }: Props) {
  const own = ownZone();
  const first = day.openings[0]!;
  const at = (opening: Opening) => ({ ...place, zone: opening.zone });
  const zones = [...new Set(day.openings.map((each) => zoneText(each.startsAt, at(each)).split(', UTC')[0]))];
  // Beside a time stands only what tells it from another.
  const whereOf = (opening: Opening) =>
    [
      locations.length > 1 && locations.find(({ id }) => id === opening.locationId)?.name,
      zones.length > 1 && zoneText(opening.startsAt, at(opening)),
    ].filter((words): words is string => Boolean(words));
  return (
    <fieldset class={mistake ? 'times field wrong' : 'times'} aria-describedby="times-zone times-error">
      <legend>Times on {dayText(day.date, place.country)}</legend>
      <p class="hint" id="times-zone">
        In {zones.join(' or ')}
      </p>
      <FieldError id="times-error" text={mistake} />
      {partsOfDay(day).map(({ part, openings }) => (
        <fieldset key={part} class="part">
          <legend>{part}</legend>
          <div class="slots">
            {openings.map((opening) => {
              const elsewhere = whereYouAre(opening.startsAt, at(opening), own);
              return (
                <label key={`${opening.startsAt} ${opening.locationId}`} class="choice slot">
                  <input
                    type="radio"
                    name="time"
                    id={opening === first ? 'times' : undefined}
                    value={opening.startsAt}
                    checked={isChosen(opening, chosen)}
                    onChange={() => onChoose(opening)}
                  />
                  <span>
                    {slotText(opening.startsAt, at(opening))}
                    {whereOf(opening).map((words) => (
                      <span key={words} class="when-elsewhere">
                        {' '}
                        {words}
                      </span>
                    ))}
                    {elsewhere && <span class="when-elsewhere"> {elsewhere}</span>}
                  </span>
                </label>
              );
            })}
          </div>
        </fieldset>
      ))}
    </fieldset>
  );
}
