import type { Opening } from '../api/client.ts';
import { Button } from '../parts/button.tsx';
import { daysOf, monthOf } from './days.ts';
import { When } from './details.tsx';
import type { Chosen, Looked } from './looked.ts';
import { MonthBar, MonthDays } from './month.tsx';
import { monthText, type Place } from './times.ts';
import { TimesOfDay, zoneOf } from './times-of-day.tsx';
import { useAnnouncement } from './use-announcement.ts';
import { useSteadyRow } from './use-steady-row.ts';

export interface PickerProps {
  looked: Looked;
  /** The date whose times are shown; the first free one until another is chosen. */
  day: string | null;
  chosen: Chosen | null;
  /** What the chosen time is called. */
  label: string;
  /** The practice's; a time that has a zone of its own stands in that. */
  place: Place;
  /** The places that the times may name; said beside each where there are several. */
  locations?: readonly { id: string; name: string }[];
  /** More times are being looked for. */
  looking: boolean;
  mistake: string | undefined;
  onShow: (day: string) => void;
  onChoose: (opening: Opening) => void;
  onLater: () => void;
  onContinue: () => void;
}

/**
 * Days that have free times, and the times of one of them, all native radios: arrows choose, Tab leaves. Wide
 * pages lay the same list out as a month. A change of day keeps focus and the chosen time.
 */
export function SlotPicker(props: PickerProps) {
  const { looked, chosen, place, mistake, onContinue } = props;
  const days = daysOf(looked.openings);
  const day = days.find(({ date }) => date === props.day) ?? days[0]!;
  const month = monthOf(day.date);
  const said = useAnnouncement(day, days.filter(({ date }) => monthOf(date) === month).length, place);
  const hold = useSteadyRow(day.date);

  return (
    <form
      class="picker"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onContinue();
      }}
    >
      <MonthBar {...props} days={days} month={month} whole={looked.whole} />
      <p class="unseen" role="status">
        {said}
      </p>
      <fieldset class="days">
        <legend>
          Choose a day <span class="unseen">in {monthText(month, place.country)}</span>
        </legend>
        <MonthDays
          place={place}
          days={days}
          day={day}
          onShow={(date, row) => {
            hold(row);
            props.onShow(date);
          }}
        >
          <TimesOfDay
            day={day}
            chosen={chosen}
            place={place}
            locations={props.locations ?? []}
            mistake={mistake}
            onChoose={props.onChoose}
          />
          {chosen !== null && (
            <p class="chosen">
              {props.label}: <When instant={chosen.startsAt} place={{ ...place, ...zoneOf(chosen) }} />
            </p>
          )}
          <div class="actions">
            <Button look="filled" type="submit">
              Continue
            </Button>
          </div>
        </MonthDays>
      </fieldset>
    </form>
  );
}
