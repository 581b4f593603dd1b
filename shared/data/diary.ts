import type { Scope } from '../domain/actor.ts';
import type { Appointment } from '../domain/appointment.ts';
import { keys } from './keys.ts';
import { encodeCursor, type Page, type PageRequest, queryPage, record } from './table.ts';

const place = ({ startsAt, id }: Appointment) => keys.startOf(startsAt, id);

/**
 * One page of one diary, or of several merged by start (cancelled appointments too, deleted ones not): an index
 * query each, side by side. The cursor is a start with an id, so it means the same in every diary.
 *
 * @param range instants, ISO; `to` is not in it
 */
export async function listDiary(
  scope: Scope,
  staffIds: readonly string[],
  range: { from: string; to: string },
  page: PageRequest,
): Promise<Page<Appointment>> {
  const pages = await Promise.all(
    staffIds.map((id) =>
      queryPage('gsi2', keys.diary(scope.practiceId, id), range, 'ascending', {
        limit: page.limit,
        cursor: page.cursor,
      }),
    ),
  );
  const found = pages
    .flatMap(({ items }) => items.map((item) => record<Appointment>(item)))
    .sort((one, other) => (place(one) < place(other) ? -1 : 1));
  const items = found.slice(0, page.limit);
  const last = items.at(-1);
  const more = found.length > page.limit || pages.some(({ next }) => next !== null);
  return { items, next: more && last ? encodeCursor(place(last)) : null };
}
