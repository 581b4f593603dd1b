import { describe, expect, test } from 'vitest';
import type { Settings } from '../../../shared/domain/settings.ts';
import {
  contradictionsOfSettings,
  statusesNewlyNamed,
} from '../../../shared/domain/settings-contradictions.ts';
import { decideSettings } from '../../../shared/domain/settings-rules.ts';
import { givenPractice, givenSettings, ids, statuses } from './given.ts';

/** Settings with a notice of status changes. */
const telling = (of: Settings['notices']['appointmentStatusChanged'], over: Partial<Settings> = {}) =>
  givenSettings({ ...over, notices: { ...givenSettings().notices, appointmentStatusChanged: of } });

const found = (draft: Settings) =>
  contradictionsOfSettings(draft, statuses).map(({ pointer, code }) => `${pointer} ${code}`);

describe('contradictory settings', () => {
  test('[1.13] are not those of a new practice', () => {
    expect(found(givenSettings())).toEqual([]);
  });

  test.each([
    [true, false, ['email']],
    [false, true, ['text']],
    [true, true, ['email', 'text']],
    [false, false, []],
  ])('[1.12] are a notice of status changes (e-mail %s, text %s) without a status', (email, text, on) => {
    const fields = on.length > 0 ? [...on, 'statusIds'] : [];
    expect(found(telling({ email, text, statusIds: [] }))).toEqual(
      fields.map((field) => `/notices/appointmentStatusChanged/${field} contradiction`),
    );
  });

  test('[1.12] are statuses that the practice does not have, or names twice', () => {
    const statusIds = [ids.attended, ids.service, ids.attended];
    expect(found(telling({ email: true, text: false, statusIds }))).toEqual([
      '/notices/appointmentStatusChanged/statusIds/1 status-unknown',
      '/notices/appointmentStatusChanged/statusIds/2 repeated',
    ]);
  });

  test.each([
    [true, true, 0],
    [true, false, 0],
    [false, true, 0],
    [false, false, 2],
  ])(
    '[1.11] are ways in (identity check %s, e-mailed %s) when none is left',
    (identityCheck, emailed, many) => {
      const signIn = { ...givenSettings().signIn, identityCheck, emailed };
      expect(found(givenSettings({ signIn }))).toEqual(
        ['/signIn/identityCheck contradiction', '/signIn/emailed contradiction'].slice(0, many),
      );
    },
  );

  test('[1.4] are messages that name what is not filled in', () => {
    const offMessages = { portal: 'Phone {phone}, {practice}.', booking: 'Ask {clinic} or {clinic}, {}.' };
    expect(contradictionsOfSettings(givenSettings({ offMessages }), statuses)).toEqual([
      {
        pointer: '/offMessages/booking',
        code: 'unknown-variable',
        message: '{clinic}, {} would be shown as it stands. The message can name {practice} and {phone}.',
      },
    ]);
  });

  test('[1.5] are not windows and modes: `never` and `none` beat every mode', () => {
    for (const window of ['never', 'none'] as const)
      for (const mode of ['refuse', 'mark-late'] as const)
        expect(found(givenSettings({ change: { window, mode }, cancellation: { window, mode } }))).toEqual(
          [],
        );
  });

  test('[1.13] are told all at once, each sentence once', () => {
    const draft = telling(
      { email: true, text: true, statusIds: [] },
      { cancelledStatusId: ids.booked, lateCancelledStatusId: ids.staff },
    );
    const decision = decideSettings({ practice: givenPractice(), statuses, draft });
    const refusal = decision.allowed ? undefined : decision.refusal;
    expect(refusal?.errors).toHaveLength(5);
    expect(refusal?.detail.match(/told of no status/g)).toHaveLength(1);
  });
});

describe('statuses newly named', () => {
  test('[1.7] are those that the settings did not name before, wherever', () => {
    const before = telling({ email: true, text: false, statusIds: [ids.missed] });
    const after = telling(
      { email: true, text: false, statusIds: [ids.missed, ids.attended, ids.cancelled] },
      { cancelledStatusId: ids.lateCancelled },
    );
    expect(statusesNewlyNamed(before, after)).toEqual([ids.attended]);
    expect(statusesNewlyNamed(after, before)).toEqual([]);
  });
});
