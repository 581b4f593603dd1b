import type { ComponentChildren } from 'preact';
import { Button } from '../parts/button.tsx';
import { type Day, fromFirstWeek, monthGrid, monthOf, monthsOf, timesText } from './days.ts';
import { firstWeekday, monthText, type Place, shortDay, weekdayNames } from './times.ts';

interface MonthBarProps {
  days: Day[];
  month: string;
  /** There is nothing further ahead to look for. */
  whole: boolean;
  looking: boolean;
  place: Place;
  onShow: (date: string) => void;
  onLater: () => void;
}

/** Which month is shown, and the way to those before and after it that have free days. */
export function MonthBar({ days, month, whole, looking, place, onShow, onLater }: MonthBarProps) {
  const months = monthsOf(days);
  const earlier = months[months.indexOf(month) - 1];
  const last = months.at(-1) === month && whole;
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

/** The days of a month: radios where times are free, plain numbers where none are. */
export function MonthDays({ days, day, place, onShow, children }: MonthDaysProps) {
  const open = new Map(days.map((each) => [each.date, each]));
  const grid = monthGrid(monthOf(day.date), firstWeekday(place.country));
  const { skip, dates } = fromFirstWeek(grid, (date) => open.has(date));
  return (
    <>
      <div class="weekdays" aria-hidden="true">
        {weekdayNames(place.country).map((name) => (
          <span key={name}>{name}</span>
        ))}
      </div>
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
    </>
  );
}
