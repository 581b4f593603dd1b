import { describe, expect, it } from 'vitest';
import {
  dateIn,
  dayText,
  monthText,
  shortDay,
  slotText,
  weekdayNames,
  whereYouAre,
} from '../../../web/link/times.ts';
import { fullDayText } from '../../../web/parts/dates.ts';

const london = { zone: 'Europe/London', country: 'GB' };
const instant = '2026-11-24T09:00:00Z';

describe('times on the page', () => {
  it('[6.3] adds the reader’s own clock only where it reads otherwise', () => {
    expect(whereYouAre(instant, london, 'Europe/London')).toBeNull();
    expect(whereYouAre(instant, london, 'Atlantic/Reykjavik')).toBeNull();
    expect(whereYouAre(instant, london, 'Europe/Berlin')).toBe('10:00am where you are');
    expect(whereYouAre(instant, london, 'America/Los_Angeles')).toBe('1:00am where you are');
  });

  it('[6.3] names the date too where that is another', () => {
    expect(whereYouAre('2026-11-24T23:30:00Z', london, 'Europe/Berlin')).toBe(
      'Wednesday 25 November 2026, 12:30am where you are',
    );
    expect(whereYouAre(instant, london, 'Pacific/Kiritimati')).toBe('11:00pm where you are');
  });

  it('[4.3] tells the two times apart that the clocks repeat', () => {
    expect(slotText('2026-10-25T00:30:00Z', london)).toBe('1:30am, UTC+1');
    expect(slotText('2026-10-25T01:30:00Z', london)).toBe('1:30am, UTC+0');
    expect(slotText('2026-10-25T02:30:00Z', london)).toBe('2:30am');
  });

  it('[6.3] writes days as the country does', () => {
    expect(dayText('2026-11-24', 'GB')).toBe('Tuesday 24 November');
    expect(dayText('2026-11-24', 'US')).toBe('Tuesday, November 24');
    expect(fullDayText('2026-11-24', 'GB')).toBe('Tuesday 24 November 2026');
    expect(monthText('2026-11', 'GB')).toBe('November 2026');
    const joined = (country: string) => Object.values(shortDay('2026-11-24', country)).join('');
    expect([joined('GB'), joined('US')]).toEqual(['Tue 24 Nov', 'Tue, Nov 24']);
  });

  it('[6.3] begins the week as the country does', () => {
    expect(weekdayNames('GB')).toEqual(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']);
    expect(weekdayNames('US')).toEqual(['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']);
  });

  it('[6.3] takes today from the calendar of the place', () => {
    const late = Date.parse('2026-11-24T23:30:00Z');
    expect([dateIn('Europe/London', late), dateIn('Europe/Berlin', late)]).toEqual([
      '2026-11-24',
      '2026-11-25',
    ]);
  });
});
