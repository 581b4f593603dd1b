import { describe, expect, it } from 'vitest';
import type { BellEntry } from '../../../web/api/desk.ts';
import { entryText } from '../../../web/staff/bell/words.ts';
import { decidedText, duplicateText } from '../../../web/staff/requests/words.ts';
import { fakeConsole } from '../support/fake-console.ts';
import { bellEntry, requestRecord } from '../support/fake-desk.ts';

const monday = 'Monday 23 November 2026, 9:00am (United Kingdom Time)';
const tuesday = 'Tuesday 24 November 2026, 9:00am (United Kingdom Time)';

describe('an entry of the bell list', () => {
  const text = (kind: BellEntry['kind'], own: Partial<BellEntry> = {}) =>
    entryText(bellEntry({ kind, clinician: null, previousWhen: monday, ...own }));

  it.each([
    ['appointment-changed', `Edith Marlow moved ${monday} to ${tuesday}.`],
    ['appointment-cancelled', `Edith Marlow cancelled ${tuesday}.`],
    ['appointment-booked', `Edith Marlow booked ${tuesday}.`],
    ['request-opened', `Edith Marlow asks for ${tuesday}.`],
    ['request-moved', `Edith Marlow asks for ${tuesday} instead of ${monday}.`],
    ['request-withdrawn', `Edith Marlow withdrew the request for ${tuesday}.`],
    ['request-expired', `Nobody answered Edith Marlow in time. ${tuesday} is free again.`],
    ['details-missing', 'Edith Marlow cannot sign in. The date of birth or postcode is missing.'],
  ] as const)('[5.2] of %s says who did what', (kind, words) => {
    expect(text(kind)).toBe(words);
    // Whoever was erased has no name any more, and what is gone no time.
    const bare = text(kind, { client: { id: 'clnt', name: '' }, when: null, previousWhen: null });
    expect(bare).toMatch(/Somebody|somebody/);
    expect(bare).not.toContain('null');
  });

  it('[3.3] says what there is to do by hand', () => {
    const clinician = { id: 'staff', name: 'Dr Anna Whitfield' };
    expect(text('appointment-cancelled', { clinician, late: true, refundByHand: true })).toBe(
      `Edith Marlow cancelled ${tuesday}. With Dr Anna Whitfield. It counts as late. Paid: refund by hand.`,
    );
  });
});

describe('a request that was decided elsewhere', () => {
  const { practice } = fakeConsole();
  const decidedAt = '2026-11-20T09:58:00Z';
  const at = 'at Friday 20 November 2026, 9:58am (United Kingdom Time).';
  it('[5.5] says by whom and when', () => {
    const decidedBy = { id: 'staff', name: 'Maya Osei' };
    const text = (own: Parameters<typeof requestRecord>[0]) => decidedText(requestRecord(own), practice);
    expect(text({ state: 'approved', decidedBy, decidedAt })).toBe(`Maya Osei approved this ${at}`);
    expect(text({ state: 'declined', decidedBy: null, decidedAt: null })).toBe('Somebody declined this.');
    expect(text({ state: 'approved', decidedAt })).toBe(`Booked at once ${at}`);
    expect(text({ state: 'withdrawn', decidedAt })).toBe(`Edith Marlow withdrew this ${at}`);
    expect(text({ state: 'expired' })).toBe('This ran out of time.');
  });
});

describe('whom somebody new may be', () => {
  it.each([
    ['email-and-birth-date', 'May be Edith Marlow: same email and birth date.'],
    ['name-and-birth-date', 'May be Edith Marlow: same name and birth date.'],
    ['name-and-contact', 'May be Edith Marlow: same name, and same phone or email.'],
  ] as const)('[2.10] by %s is said with why', (why, words) => {
    expect(duplicateText({ clientId: 'clnt', name: 'Edith Marlow', why })).toBe(words);
  });
});
