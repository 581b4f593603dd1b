import type { Opening } from '../api/client.ts';
import { FieldError } from '../parts/fields.tsx';
import { type Day, partsOfDay } from './days.ts';
import { dayText, ownZone, type Place, slotText, whereYouAre, zoneText } from './times.ts';

interface Props {
  day: Day;
  chosen: string | null;
  place: Place;
  mistake: string | undefined;
  onChoose: (opening: Opening) => void;
}

/** The free times of one day, by part of the day, in the place's time. */
export function TimesOfDay({ day, chosen, place, mistake, onChoose }: Props) {
  const zone = ownZone();
  const first = day.openings[0]!;
  return (
    <fieldset class={mistake ? 'times field wrong' : 'times'} aria-describedby="times-zone times-error">
      <legend>Times on {dayText(day.date, place.country)}</legend>
      <p class="hint" id="times-zone">
        In {zoneText(day.openings.at(-1)!.startsAt, place).split(', UTC')[0]}
      </p>
      <FieldError id="times-error" text={mistake} />
      {partsOfDay(day).map(({ part, openings }) => (
        <fieldset key={part} class="part">
          <legend>{part}</legend>
          <div class="slots">
            {openings.map((opening) => {
              const elsewhere = whereYouAre(opening.startsAt, place, zone);
              return (
                <label key={opening.startsAt} class="choice slot">
                  <input
                    type="radio"
                    name="time"
                    id={opening === first ? 'times' : undefined}
                    value={opening.startsAt}
                    checked={chosen === opening.startsAt}
                    onChange={() => onChoose(opening)}
                  />
                  <span>
                    {slotText(opening.startsAt, place)}
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
