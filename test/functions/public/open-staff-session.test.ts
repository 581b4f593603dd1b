import { createHmac } from 'node:crypto';
import { exportSPKI, generateKeyPair } from 'jose';
import { beforeEach, describe, expect, test } from 'vitest';
import { openStaffSession } from '../../../functions/public/open-staff-session/contract.ts';
import { readStaffSignIn } from '../../../functions/public/read-staff-sign-in/contract.ts';
import { readPractice } from '../../../functions/staff/read-practice/contract.ts';
import { tieIdentity } from '../../../shared/data/staff-identity.ts';
import { transact } from '../../../shared/data/table.ts';
import type { Scope } from '../../../shared/domain/actor.ts';
import type { Staff } from '../../../shared/domain/catalogue.ts';
import { practiceChanged, rowsOf, staffChanged } from '../../support/changed.ts';
import { itIs, logLines, monday, standingClock } from '../../support/clock.ts';
import { givenPractice } from '../../support/given.ts';
import { inProcess } from '../../support/http.ts';
import { ownTable } from '../../support/own-table.ts';
import { identityProvider } from '../../support/provider.ts';

ownTable();
standingClock();
const provider = identityProvider();
beforeEach(() => {
  provider.failure = undefined;
});

const siteUrl = process.env.SITE_URL ?? '';
let people = 0;

const tie = (scope: Scope, { id }: Pick<Staff, 'id'>, subject: string, issuer = provider.issuer) =>
  transact([tieIdentity(scope, id, issuer, subject)]);

/** A practice whose manager signs in under a name of their own at the provider. */
async function givenManager() {
  const given = await givenPractice();
  people += 1;
  const sub = `manager-${people}`;
  await tie(given, given.manager, sub);
  return { given, sub };
}

const signIn = (body: object, headers: Record<string, string> = {}) =>
  inProcess(openStaffSession, { body, headers });

const rejected = { status: 401, body: { type: '/problems/sign-in-rejected' } };
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('an ID token of the provider', () => {
  test.each(['rsa', 'ec'])('[1.2] opens a session of the practice: %s', async (kid) => {
    const { given, sub } = await givenManager();
    const idToken = await provider.sign({ sub }, { kid });
    const { status, body } = await signIn({ idToken });
    expect(status).toBe(200);
    expect(body).toEqual({
      token: expect.stringMatching(new RegExp(`^${given.practiceId}\\.${given.manager.id}\\.sess_`)),
      practiceId: given.practiceId,
      staffId: given.manager.id,
      name: given.manager.name,
      roles: ['manager'],
      memberships: [{ practiceId: given.practiceId, staffId: given.manager.id }],
      idleUntil: new Date(monday + 15 * 60_000).toISOString(),
      endsAt: new Date(monday + 12 * 3_600_000).toISOString(),
    });
    const read = await inProcess(readPractice, {
      params: { practiceId: given.practiceId },
      token: (body as { token: string }).token,
    });
    expect(read.status).toBe(200);
  });

  test('[9.3] leaves its sign-in in the audit log, and nothing of the token in any line', async () => {
    const { given, sub } = await givenManager();
    const idToken = await provider.sign({ sub, email: 'ines@practice.example' });
    await signIn({ idToken });
    expect((await rowsOf(given)).filter((row) => row.action === 'signed-in')).toMatchObject([
      { actor: `staff:${given.manager.id}`, cause: 'staff', note: 'oidc' },
    ]);
    for (const secret of [idToken, sub, 'ines@practice.example'])
      expect(logLines.join('')).not.toContain(secret);
  });

  test('[1.2] is kept in a cookie where our own page asks for it', async () => {
    const { sub } = await givenManager();
    const idToken = await provider.sign({ sub });
    expect((await signIn({ idToken, keep: 'cookie' })).status).toBe(403);
    const { body, cookies } = await signIn({ idToken, keep: 'cookie' }, { origin: siteUrl });
    expect((body as { token: unknown }).token).toBeNull();
    expect(cookies).toEqual([expect.stringMatching(/^portico-staff=.+; HttpOnly; SameSite=Strict/)]);
  });

  test('[1.2] for one of several practices opens that one', async () => {
    const { given, sub } = await givenManager();
    const other = await givenPractice();
    await tie(other, other.clinician, sub);
    const idToken = await provider.sign({ sub });
    for (const [practice, member] of [
      [given, given.manager],
      [other, other.clinician],
    ] as const) {
      const { body } = await signIn({ idToken, practiceId: practice.practiceId });
      expect(body).toMatchObject({
        practiceId: practice.practiceId,
        staffId: member.id,
        roles: member.roles,
      });
      expect((body as { memberships: unknown[] }).memberships).toHaveLength(2);
    }
    const stranger = await givenPractice();
    expect(await signIn({ idToken, practiceId: stranger.practiceId })).toMatchObject(rejected);
  });

  test('[1.2] opens the practice of which somebody is still staff', async () => {
    const { given, sub } = await givenManager();
    const other = await givenPractice();
    await tie(other, other.clinician, sub);
    const first = [given, other].toSorted((a, b) => (a.practiceId < b.practiceId ? -1 : 1))[0]!;
    const member = first === given ? given.manager : other.clinician;
    await staffChanged(first, member, { archived: true });
    const left = first === given ? other : given;
    expect((await signIn({ idToken: await provider.sign({ sub }) })).body).toMatchObject({
      practiceId: left.practiceId,
    });
  });

  test('[1.2] of nobody on the staff is rejected, as is that of somebody who has left', async () => {
    const { given, sub } = await givenManager();
    const stranger = await signIn({ idToken: await provider.sign({ sub: 'stranger' }) });
    expect(stranger).toMatchObject(rejected);
    await staffChanged(given, given.manager, { archived: true });
    const gone = await signIn({ idToken: await provider.sign({ sub }) });
    expect({ ...gone.body, requestId: '' }).toEqual({ ...stranger.body, requestId: '' });
  });

  test('[1.2] of the same subject at another issuer is somebody else', async () => {
    const given = await givenPractice();
    await tie(given, given.manager, 'twin', 'https://other.example');
    expect(await signIn({ idToken: await provider.sign({ sub: 'twin' }) })).toMatchObject(rejected);
    const idToken = await provider.sign({ sub: 'twin', iss: 'https://other.example' });
    expect((await signIn({ idToken })).status).toBe(200);
  });

  test('[9.1] for a practice at home elsewhere is used there', async () => {
    const { given, sub } = await givenManager();
    await practiceChanged(given, { homeRegion: 'eu-central-1' });
    expect(await signIn({ idToken: await provider.sign({ sub }) })).toMatchObject({
      status: 421,
      body: { home: 'eu-central-1' },
    });
  });
});

describe('a token that is not right', () => {
  const tokens: Record<string, (sub: string) => Promise<string>> = {
    'is signed by another key': async (sub) => {
      const own = provider.keys.get('rsa')!;
      provider.keys.set('rsa', { ...(await generateKeyPair('RS256')), alg: 'RS256' });
      const token = await provider.sign({ sub });
      provider.keys.set('rsa', own);
      return token;
    },
    'has been changed': async (sub) => {
      const [header, , signature] = (await provider.sign({ sub: 'stranger' })).split('.');
      const seconds = Math.floor(Date.now() / 1000);
      const claims = { iss: provider.issuer, aud: provider.audience, sub, iat: seconds, exp: seconds + 60 };
      return [header, base64url(claims), signature].join('.');
    },
    'has no signature': async (sub) => {
      const [, claims] = (await provider.sign({ sub })).split('.');
      return [base64url({ alg: 'none', typ: 'JWT' }), claims, ''].join('.');
    },
    'has no signature, and the id of a key': async (sub) => {
      const [, claims, signature] = (await provider.sign({ sub })).split('.');
      return [base64url({ alg: 'none', kid: 'rsa' }), claims, signature].join('.');
    },
    'is signed with the public key as a secret': async (sub) => {
      const [, claims] = (await provider.sign({ sub })).split('.');
      const header = base64url({ alg: 'HS256', kid: 'rsa' });
      const secret = await exportSPKI(provider.keys.get('rsa')!.publicKey);
      const signature = createHmac('sha256', secret).update(`${header}.${claims}`).digest('base64url');
      return [header, claims, signature].join('.');
    },
    'names an algorithm that we do not take': (sub) => provider.sign({ sub }, { kid: 'pss' }),
    'names a key that is not there': async (sub) => {
      const [, claims, signature] = (await provider.sign({ sub })).split('.');
      return [base64url({ alg: 'RS256', kid: 'unknown' }), claims, signature].join('.');
    },
    'is of another issuer': (sub) => provider.sign({ sub, iss: 'https://id.example.evil' }),
    'is for another audience': (sub) => provider.sign({ sub, aud: 'somebody-else' }),
    'is for nobody': (sub) => provider.sign({ sub, aud: undefined }),
    'has run out': (sub) => provider.sign({ sub, exp: Math.floor(monday / 1000) - 6 }),
    'never runs out': (sub) => provider.sign({ sub, exp: undefined }),
    'is not valid yet': (sub) => provider.sign({ sub, nbf: Math.floor(monday / 1000) + 60 }),
    'was issued at no time': (sub) => provider.sign({ sub, iat: undefined }),
    'names nobody': () => provider.sign({ sub: undefined }),
    'is an access token': (sub) => provider.sign({ sub, token_use: 'access' }),
    'has a nonce that nobody gave': (sub) => provider.sign({ sub, nonce: 'begun-elsewhere' }),
    'is no token': async () => 'nonsense',
    'is two dots': async () => '..',
  };

  test.each(Object.keys(tokens))('[1.2] is rejected: it %s', async (why) => {
    const { given, sub } = await givenManager();
    const answer = await signIn({ idToken: await tokens[why]!(sub) });
    expect(answer).toMatchObject(rejected);
    expect(answer.cookies).toEqual([]);
    expect((await rowsOf(given)).filter((row) => row.action === 'signed-in')).toEqual([]);
  });

  test('[1.2] by its age is so from the fifth second after its end on', async () => {
    const { sub } = await givenManager();
    const seconds = Math.floor(monday / 1000);
    const idToken = await provider.sign({ sub, exp: seconds + 60 });
    itIs((seconds + 64) * 1000);
    expect((await signIn({ idToken })).status).toBe(200);
    itIs((seconds + 65) * 1000);
    expect(await signIn({ idToken })).toMatchObject(rejected);
  });
});

describe('the nonce', () => {
  test('[1.2] must be the one that the sign-in was begun with', async () => {
    const { sub } = await givenManager();
    const idToken = await provider.sign({ sub, nonce: 'one' });
    expect((await signIn({ idToken, nonce: 'one' })).status).toBe(200);
    expect(await signIn({ idToken, nonce: 'other' })).toMatchObject(rejected);
    expect(await signIn({ idToken })).toMatchObject(rejected);
    const without = await provider.sign({ sub });
    expect(await signIn({ idToken: without, nonce: 'one' })).toMatchObject(rejected);
  });
});

describe('a code with its verifier', () => {
  const verifier = 'v'.repeat(43);

  test('[1.2] is exchanged for the ID token, once', async () => {
    const { given, sub } = await givenManager();
    provider.codes.set('code-1', { verifier, idToken: await provider.sign({ sub, nonce: 'n' }) });
    const asked = { code: 'code-1', verifier, nonce: 'n' };
    expect(await signIn(asked)).toMatchObject({ status: 200, body: { practiceId: given.practiceId } });
    expect(await signIn(asked)).toMatchObject(rejected);
  });

  test('[1.2] of another sign-in is rejected', async () => {
    const { sub } = await givenManager();
    provider.codes.set('code-2', { verifier, idToken: await provider.sign({ sub }) });
    expect(await signIn({ code: 'code-2', verifier: 'w'.repeat(43) })).toMatchObject(rejected);
    expect(await signIn({ code: 'unknown', verifier })).toMatchObject(rejected);
  });

  test('[8.2] while the provider fails is told as busy: nothing is wrong with the code', async () => {
    provider.failure = { status: 503 };
    expect(await signIn({ code: 'code-3', verifier })).toMatchObject({
      status: 503,
      body: { type: '/problems/busy' },
    });
    const before = process.env.STAFF_TOKEN_URL;
    process.env.STAFF_TOKEN_URL = 'http://127.0.0.1:1/token';
    const unreachable = await signIn({ code: 'code-3', verifier });
    process.env.STAFF_TOKEN_URL = before;
    expect(unreachable).toMatchObject({ status: 503, body: { type: '/problems/busy' } });
  });

  test.each<[object, string]>([
    [{}, '/idToken'],
    [{ idToken: 'x', code: 'y', verifier }, '/idToken'],
    [{ code: 'y' }, '/verifier'],
    [{ idToken: 'x', verifier }, '/verifier'],
    [{ code: 'y', verifier: 'short' }, '/verifier'],
    [{ idToken: 'x'.repeat(9000) }, '/idToken'],
    [{ idToken: 'x', practiceId: 'mine' }, '/practiceId'],
  ])('[8.2] or a token, and nothing else: %j', async (body, pointer) => {
    expect(await signIn(body)).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  });
});

describe('the provider’s keys', () => {
  test('[1.2] are fetched once, and again when a new one is named', async () => {
    const { sub } = await givenManager();
    const idToken = await provider.sign({ sub });
    await signIn({ idToken });
    const { fetched } = provider;
    await signIn({ idToken });
    expect(provider.fetched).toBe(fetched);
    provider.keys.set('new', { ...(await generateKeyPair('RS256', { extractable: true })), alg: 'RS256' });
    itIs(monday + 60_000);
    expect((await signIn({ idToken: await provider.sign({ sub }, { kid: 'new' }) })).status).toBe(200);
    expect(provider.fetched).toBe(fetched + 1);
  });

  test('[8.2] that cannot be fetched are told as busy, never as a wrong token', async () => {
    const { sub } = await givenManager();
    const key = { ...(await generateKeyPair('RS256', { extractable: true })), alg: 'RS256' };
    provider.keys.set('newest', key);
    const idToken = await provider.sign({ sub }, { kid: 'newest' });
    itIs(monday + 10 * 60_000);
    provider.failure = { status: 500 };
    expect(await signIn({ idToken })).toMatchObject({ status: 503, body: { type: '/problems/busy' } });
    provider.failure = undefined;
    itIs(monday + 20 * 60_000);
    expect((await signIn({ idToken })).status).toBe(200);
  });
});

test('[1.2] begins at the page of the provider, as the client and with the page of ours that it knows', async () => {
  const { origin } = new URL(process.env.STAFF_TOKEN_URL ?? '');
  expect(await inProcess(readStaffSignIn, {})).toMatchObject({
    status: 200,
    body: {
      authorizeUrl: `${origin}/authorize`,
      clientId: provider.audience,
      redirectUri: `${siteUrl}/staff`,
      scope: 'openid email',
    },
  });
});
