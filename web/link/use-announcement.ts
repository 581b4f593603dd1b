import { useEffect, useRef, useState } from 'preact/hooks';
import { type Day, monthOf, timesText } from './days.ts';
import { monthText, type Place } from './times.ts';

/** What a change of day or month says politely: "5 times", or the month and its count of days. */
export function useAnnouncement(day: Day, daysInMonth: number, place: Place): string {
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
