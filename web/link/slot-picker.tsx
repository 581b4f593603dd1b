import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Opening } from '../api/client.ts';
import { Button } from '../parts/button.tsx';
import { type Day, daysOf, fromFirstWeek, monthGrid, monthOf, monthsOf, timesText } from './days.ts';
import { When } from './details.tsx';
import type { Looked } from './state.ts';
import { firstWeekday, monthText, type Place, shortDay, weekdayNames } from './times.ts';
import { TimesOfDay } from './times-of-day.tsx';

interface Props {
  looked: Looked;
  /** The date whose times are shown; the first free one until another is chosen. */
  day: string | null;
  /** The start of the chosen opening. */
  chosen: string | null;
  place: Place;
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
export function SlotPicker(props: Props) {
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
      <MonthBar {...props} days={days} month={month} />
      <p class="unseen" role="status">
        {said}
      </p>
      <fieldset class="days">
        <legend>
          Choose a day <span class="unseen">in {monthText(month, place.country)}</span>
        </legend>
        <div class="weekdays" aria-hidden="true">
          {weekdayNames(place.country).map((name) => (
            <span key={name}>{name}</span>
          ))}
        </div>
        <MonthDays
          {...props}
          days={days}
          day={day}
          onShow={(date, row) => {
            hold(row);
            props.onShow(date);
          }}
        >
          <TimesOfDay day={day} chosen={chosen} place={place} mistake={mistake} onChoose={props.onChoose} />
          {chosen !== null && (
            <p class="chosen">
              Your new time: <When instant={chosen} place={place} />
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

function MonthBar({
  days,
  month,
  looked,
  looking,
  place,
  onShow,
  onLater,
}: Props & { days: Day[]; month: string }) {
  const months = monthsOf(days);
  const earlier = months[months.indexOf(month) - 1];
  const last = months.at(-1) === month && looked.whole;
  return (
    <>
      <div class="month-bar">
        <Button
          look="plain"
          idle={earlier === undefined}
          onPress={() => onShow(days.find(({ date }) => monthOf(date) === earlier)!.date)}
        >
          Earlier
        </Button>
        <h2>{monthText(month, place.country)}</h2>
        <Button look="plain" idle={last} busy={looking && 'Loading...'} onPress={onLater}>
          Later
        </Button>
      </div>
      {last && <p class="hint">No later times are online yet.</p>}
    </>
  );
}

interface MonthDaysProps {
  days: Day[];
  day: Day;
  place: Place;
  onShow: (date: string, row: HTMLElement) => void;
  /** The times of the shown day: in a list they stand under their day, in a month under all of it. */
  children: ComponentChildren;
}

function MonthDays({ days, day, place, onShow, children }: MonthDaysProps) {
  const open = new Map(days.map((each) => [each.date, each]));
  const grid = monthGrid(monthOf(day.date), firstWeekday(place.country));
  const { skip, dates } = fromFirstWeek(grid, (date) => open.has(date));
  return (
    <ul class={`day-list skip-${skip}`}>
      {dates.flatMap((date) => {
        const { before, day: number, after } = shortDay(date, place.country);
        const free = open.get(date);
        if (!free)
          return (
            <li key={date} class="closed" aria-hidden="true">
              {number}
            </li>
          );
        const row = (
          <li key={date} class="open">
            <label class="choice day">
              <input
                type="radio"
                name="day"
                value={date}
                checked={date === day.date}
                onChange={(event) => onShow(date, event.currentTarget)}
              />
              <span class="day-name">
                <span class="list-only">{before}</span>
                <span class="day-number">{number}</span>
                <span class="list-only">{after}, </span>
                <span class="day-count">{timesText(free.openings.length)}</span>
              </span>
            </label>
          </li>
        );
        if (date !== day.date) return [row];
        return [
          row,
          <li key="times" class="panel">
            {children}
          </li>,
        ];
      })}
    </ul>
  );
}

/** What a change of day or month says politely: "5 times", or the month and its count of days. */
function useAnnouncement(day: Day, daysInMonth: number, place: Place): string {
  const [said, say] = useState('');
  const before = useRef(day.date);
  useEffect(() => {
    if (before.current === day.date) return;
    const sameMonth = monthOf(before.current) === monthOf(day.date);
    before.current = day.date;
    const free = daysInMonth === 1 ? '1 free day' : `${daysInMonth} free days`;
    const times = timesText(day.openings.length);
    say(sameMonth ? times : `${monthText(monthOf(day.date), place.country)}, ${free}`);
  }, [day, daysInMonth, place]);
  return said;
}

/**
 * Keeps a pressed day where it was on the screen: in the list the times above it fold away at that moment, and
 * the row would jump from under the finger.
 */
function useSteadyRow(date: string): (row: HTMLElement) => void {
  const held = useRef<{ row: HTMLElement; top: number } | null>(null);
  useLayoutEffect(() => {
    if (!held.current) return;
    const { row, top } = held.current;
    held.current = null;
    window.scrollBy({ top: row.getBoundingClientRect().top - top, behavior: 'instant' });
  }, [date]);
  return (row) => {
    held.current = { row, top: row.getBoundingClientRect().top };
  };
}
