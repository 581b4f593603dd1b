import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  formatFeedToken,
  formatLinkToken,
  formatSessionToken,
  parseFeedToken,
  parseLinkToken,
  parseSessionToken,
  parseUnsubscribeToken,
} from '../../../shared/domain/token.ts';
import { fc } from '../../support/random.ts';
import { ids } from './given.ts';

const secret = 'abcdefghijklmnopqrstuvwxyz-_0123456789ABCDE';
const ofClient = {
  practiceId: ids.practice,
  subject: { kind: 'client' as const, id: ids.client },
  sessionId: ids.session,
  secret,
};
const ofStaff = { ...ofClient, subject: { kind: 'staff' as const, id: ids.staff } };
const link = { practiceId: ids.practice, linkId: ids.link, secret };
const text = formatSessionToken(ofClient);
const linkText = formatLinkToken(link);

test('[2.7] a session token says practice, subject, session and secret, in that order', () => {
  expect(text).toBe(`${ids.practice}.${ids.client}.${ids.session}.${secret}`);
  expect(linkText).toBe(`${ids.practice}.${ids.link}.${secret}`);
});

test('[2.7] what is formatted can be parsed, with any secret of 256 bits', () => {
  for (let at = 0; at < 200; at++) {
    const random = randomBytes(32).toString('base64url');
    for (const token of [ofClient, ofStaff].map((each) => ({ ...each, secret: random })))
      expect(parseSessionToken(formatSessionToken(token))).toEqual(token);
    expect(parseLinkToken(formatLinkToken({ ...link, secret: random }))).toEqual({ ...link, secret: random });
  }
});

describe('hostile input', () => {
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a number', 42],
    ['an object that reads as a token', { toString: () => text, length: 1, split: () => text.split('.') }],
    ['an empty text', ''],
    ['dots alone', '...'],
    ['a part too few', text.split('.').slice(1).join('.')],
    ['a part too many', `${text}.${secret}`],
    ['a link', linkText],
    ['an empty secret', text.slice(0, -secret.length)],
    ['a secret that is a character short', text.slice(0, -1)],
    ['a secret that is a character long', `${text}A`],
    ['a secret of more than 256 bits', `${text.slice(0, -1)}B`],
    ['another alphabet', text.replace('-_', '+/')],
    ['a line at the end', `${text}\n`],
    ['a space in front', ` ${text}`],
    ['small letters in an id', text.replace(ids.client, ids.client.toLowerCase())],
    ['an id of another kind as practice', text.replace(ids.practice, ids.location)],
    ['an id of another kind as subject', text.replace(ids.client, ids.appointment)],
    ['an id of another kind as session', text.replace(ids.session, ids.link)],
    ['a separator of keys', text.replace(ids.client, `${ids.client}#CLIENT`)],
    ['a very long text', text.padEnd(1_000_000, '.')],
  ])('[2.7] %s is no session token', (_, hostile) => {
    expect(parseSessionToken(hostile)).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['a session token', text],
    ['an empty secret', linkText.slice(0, -secret.length)],
    ['an empty practice', linkText.slice(ids.practice.length)],
    ['an id of another kind as practice', linkText.replace(ids.practice, ids.client)],
    ['an id of another kind as link', linkText.replace(ids.link, ids.session)],
    ['a link in front of the practice', `${ids.link}.${ids.practice}.${secret}`],
  ])('[2.7] %s is no link token', (_, hostile) => {
    expect(parseLinkToken(hostile)).toBeUndefined();
  });

  test('[6.4] an unsubscribing token is of a practice and a client of it', () => {
    const whole = [ids.practice, ids.client, secret].join('.');
    const parsed = { practiceId: ids.practice, clientId: ids.client, proof: secret };
    expect(parseUnsubscribeToken(whole)).toEqual(parsed);
    for (const other of [undefined, linkText, text, `x${whole}`, whole.replace(ids.client, ids.staff), '..'])
      expect(parseUnsubscribeToken(other)).toBeUndefined();
  });

  test('[3.7] a calendar’s token is of a practice and a client of it, and whole', () => {
    const parts = { practiceId: ids.practice, clientId: ids.client, secret };
    const whole = formatFeedToken(parts);
    expect(parseFeedToken(whole)).toEqual(parts);
    const others = [
      undefined,
      linkText,
      text,
      `${whole}x`,
      whole.replace(ids.practice, ids.client),
      '..',
      `.${ids.client}.${secret}`,
    ];
    for (const other of others) expect(parseFeedToken(other)).toBeUndefined();
  });

  test('[2.7] any change of one character is another token or none, and nothing throws', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ minLength: 0, maxLength: 3 }), (at, inserted) => {
        const altered = text.slice(0, at) + inserted + text.slice(at + 1);
        const parsed = parseSessionToken(altered);
        if (parsed) expect(formatSessionToken(parsed)).toBe(altered);
      }),
    );
    fc.assert(fc.property(fc.anything(), (anything) => parseLinkToken(anything) === undefined));
  });
});
