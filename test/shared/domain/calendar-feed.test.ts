import { expect, test } from 'vitest';
import { isFeedOpen } from '../../../shared/domain/calendar-feed.ts';

const open = { hash: 'of a secret', accessEpoch: 2 };
const access = { state: 'active', epoch: 2 } as const;

test.each([
  ['of a client who may sign in', open, {}, access, true],
  ['of one who has been invited', open, {}, { ...access, state: 'invited' }, true],
  ['taken away', { ...open, hash: null }, {}, access, false],
  ['of a client who is disabled', open, {}, { ...access, state: 'disabled' }, false],
  ['of before they were disabled and invited again', open, {}, { ...access, epoch: 3 }, false],
  ['of a client without access', open, {}, { ...access, state: 'none' }, false],
  ['of somebody who has died', open, { deceased: true }, access, false],
] as const)('[3.7] a feed %s: %#', (_, feed, client, of, expected) => {
  expect(isFeedOpen(feed, { deceased: false, ...client }, of)).toBe(expected);
});
