import type { OpeningsQuestion } from '../../shared/domain/opening.ts';

/** Minutes since midnight of the date that the window starts on; an end past 1440 is on the next date. */
export interface Window {
  start: number;
  end: number;
}

export interface Place {
  locationId: string | null;
  zone: string;
  windowsOn(date: string, weekday: number): Window[];
}

/** The calendar-free part of both controls: whose windows count where (product 4.3). */
export function placesOf(question: OpeningsQuestion): Place[] {
  const { weekly, exceptions, locations, moving } = question;
  const asked = moving ? moving.locationId : question.locationId;
  const named = new Set(weekly.map((entry) => entry.locationId).filter((id) => id !== undefined));
  const only = named.size === 1 ? [...named][0]! : null;
  const placeOf = (window: { locationId?: string | undefined }) =>
    window.locationId ?? (named.size > 1 ? 'nowhere' : only);

  const all = [...weekly, ...exceptions.flatMap((exception) => exception.windows)].map(placeOf);
  const wanted = asked === undefined ? [...new Set(all)] : [asked ?? (named.size > 1 ? 'nowhere' : only)];
  return wanted
    .filter((place) => place === null || place in locations)
    .map((place) => ({
      locationId: asked === undefined ? place : asked,
      zone: (place === null ? null : locations[place]) ?? question.zone,
      windowsOn(date, weekday) {
        const exception = exceptions.find((candidate) => candidate.date === date);
        const windows = exception ? exception.windows : weekly.filter((entry) => entry.weekday === weekday);
        return windows
          .filter((window) => {
            const at = placeOf(window);
            return at === place || (asked !== undefined && at === null);
          })
          .map((window) => {
            const [start, end] = [window.start, window.end].map((clock) => {
              const [hour, minute] = clock.split(':').map(Number);
              return hour! * 60 + minute!;
            }) as [number, number];
            return { start, end: end < start ? end + 1440 : end };
          });
      },
    }));
}
