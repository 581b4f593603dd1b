import { beforeEach, describe, expect, it, vi } from 'vitest';
import { listAudit } from '../../../functions/staff/list-audit/contract.ts';
import { auditRow } from '../../../shared/data/change.ts';
import { encodeCursor, transact } from '../../../shared/data/table.ts';
import { systemChange } from '../../../shared/runtime/listen.ts';
import { standingClock } from '../../support/clock.ts';
import { type GivenPractice, givenPractice, staffToken } from '../../support/given.ts';
import { type Answer, inProcess as ask } from '../../support/http.ts';

type AuditPage = Answer<{ items: { what: string }[]; next: string | null }>;

const began = Date.parse('2025-06-20T09:00:00Z');
standingClock(began);

let given: GivenPractice;
let params: { practiceId: string };

beforeEach(async () => {
  given = await givenPractice();
  params = { practiceId: given.practiceId };
});

/** Something that the log tells, at an instant; the clock stands there afterwards. */
async function happened(what: string, at: string): Promise<void> {
  vi.setSystemTime(new Date(at));
  await transact([auditRow(given, systemChange('test', 'test', Date.now(), Date.now), what)]);
}

/** The log from now on, all pages of it. */
async function pages(limit: number): Promise<string[][]> {
  const token = await staffToken(given, given.manager);
  const read: string[][] = [];
  let cursor: string | null = null;
  do {
    const query: Record<string, string> = { limit: String(limit), ...(cursor !== null && { cursor }) };
    const { status, body }: AuditPage = await ask(listAudit, { params, token, query });
    expect(status).toBe(200);
    read.push(body.items.map(({ what }) => what));
    cursor = body.next;
  } while (cursor !== null);
  return read;
}

describe('the audit log', () => {
  it('[9.3] comes newest first across months, each line once', async () => {
    const all = [
      '2025-06-30T23:59:59.999Z',
      '2025-07-01T00:00:00.000Z',
      '2025-07-31T12:00:00Z',
      '2025-09-02T08:00:00Z',
    ];
    for (const at of all) await happened(at, at);
    const newestFirst = all.toReversed();
    for (const limit of [1, 2, 3, 4, 100]) expect((await pages(limit)).flat()).toEqual(newestFirst);
  });

  it('[9.3] is read to its beginning past years in which nothing happened', async () => {
    await happened('long ago', '2025-06-21T09:00:00Z');
    vi.setSystemTime('2028-03-01T09:00:00Z');
    const read = await pages(20);
    expect(read.flat()).toEqual(['long ago']);
    // 34 months, twelve at once.
    expect(read).toHaveLength(3);
  });

  it('[1.2] is for admins and managers', async () => {
    const token = await staffToken(given, given.clinician);
    expect((await ask(listAudit, { params, token })).status).toBe(403);
  });

  it.each(['nonsense', 'evt_', `evt_7${'Z'.repeat(25)}`, `evt_0${'0'.repeat(25)}`, 'PRACTICE'])(
    '[9.3] survives a forged cursor at "%s"',
    async (position) => {
      await happened('one', '2025-06-21T09:00:00Z');
      const token = await staffToken(given, given.manager);
      const { status } = await ask(listAudit, { params, token, query: { cursor: encodeCursor(position) } });
      expect([200, 400]).toContain(status);
    },
  );
});
