import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Scope } from '../domain/actor.ts';
import { type DaySheet, sheetDatesOf, type Taken } from '../domain/day-sheet.ts';
import { keys } from './keys.ts';
import { getItems, type Item, put, queryAll, record, table, tableName, type Write } from './table.ts';

/** Day sheets: what is taken of one clinician's UTC day (docs/data-model.md). */

interface StoredSheet {
  taken: Taken[];
  version: number;
}

function sheetOf(item: Item | undefined, date: string): DaySheet {
  if (!item) return { date, version: 0, taken: [] };
  const { taken, version } = record<StoredSheet>(item);
  return { date, version, taken };
}

/** The sheets that some times touch, strongly consistent, for deciding a write. At most four for a move. */
export async function getSheets(
  scope: Scope,
  staffId: string,
  spans: readonly { startsAt: number; endsAt: number }[],
): Promise<DaySheet[]> {
  const dates = [...new Set(spans.flatMap((span) => sheetDatesOf(span.startsAt, span.endsAt)))].sort();
  const items = await getItems(dates.map((date) => keys.sheet(scope.practiceId, staffId, date)));
  return dates.map((date, at) => sheetOf(items[at], date));
}

/**
 * The sheets of a range of UTC days, both inclusive, for listing: one query, eventually consistent, as what is
 * listed is decided again when it is booked.
 */
export async function listSheets(
  scope: Scope,
  staffId: string,
  days: { first: string; last: string },
): Promise<DaySheet[]> {
  const sheets: DaySheet[] = [];
  let start: Item | undefined;
  do {
    const page = await table.send(
      new QueryCommand({
        TableName: tableName(),
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: {
          ':pk': keys.sheet(scope.practiceId, staffId, '').pk,
          ':first': days.first,
          ':last': days.last,
        },
        ExclusiveStartKey: start,
      }),
    );
    for (const item of page.Items ?? []) sheets.push(sheetOf(item, String(item.sk)));
    start = page.LastEvaluatedKey;
  } while (start);
  return sheets;
}

/** All sheets from one date on, strongly consistent, for who makes them anew. */
export async function getSheetsFrom(scope: Scope, staffId: string, first: string): Promise<DaySheet[]> {
  const items = await queryAll({
    KeyConditionExpression: 'pk = :pk AND sk >= :first',
    ExpressionAttributeValues: { ':pk': keys.sheet(scope.practiceId, staffId, '').pk, ':first': first },
    ConsistentRead: true,
  });
  return items.map((item) => sheetOf(item, String(item.sk)));
}

/** Writes sheets, each over the version that was read: of two writers at once, `sheet` is lost by one. */
export const putSheets = (scope: Scope, staffId: string, sheets: readonly DaySheet[]): Write[] =>
  sheets.map((sheet) =>
    put(
      'sheet',
      keys.sheet(scope.practiceId, staffId, sheet.date),
      { taken: sheet.taken, version: sheet.version + 1 },
      sheet.version === 0 ? 'new' : { version: sheet.version },
    ),
  );
