import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll } from 'vitest';

/** An identity provider on this machine: its keys, its token endpoint, and ID tokens as it would sign them. */
export interface Provider {
  issuer: string;
  audience: string;
  /** Pairs of keys by their id; those named here are the published ones. */
  keys: Map<string, { publicKey: CryptoKey; privateKey: CryptoKey; alg: string }>;
  /** What the two endpoints answer instead of themselves. */
  failure: { status: number } | undefined;
  /** How often the keys were fetched. */
  fetched: number;
  /** Codes that can be exchanged, with their ID token; each works once. */
  codes: Map<string, { verifier: string; idToken: string }>;
  /** Signs an ID token; claims that are undefined are left out. */
  sign(claims: Record<string, unknown>, header?: { kid?: string }): Promise<string>;
}

/** Runs a provider for the tests of a file, and points the functions at it. */
export function identityProvider(): Provider {
  const provider: Provider = {
    issuer: 'https://id.example',
    audience: 'portico',
    keys: new Map(),
    failure: undefined,
    fetched: 0,
    codes: new Map(),
    async sign(claims, { kid = 'rsa' } = {}) {
      const seconds = Math.floor(Date.now() / 1000);
      const whole = {
        iss: this.issuer,
        aud: this.audience,
        sub: 'ines',
        iat: seconds,
        exp: seconds + 3600,
        ...claims,
      };
      const given = Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
      const key = this.keys.get(kid)!;
      return new SignJWT(given).setProtectedHeader({ alg: key.alg, kid }).sign(key.privateKey);
    },
  };

  const server = createServer(async (request, response) => {
    const body = await new Promise<string>((resolve) => {
      let text = '';
      request.on('data', (part) => {
        text += part;
      });
      request.on('end', () => resolve(text));
    });
    const answer = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (provider.failure) return answer(provider.failure.status, { error: 'server_error' });
    if (request.url === '/keys') {
      provider.fetched += 1;
      const published = [...provider.keys].map(async ([kid, { publicKey, alg }]) => ({
        ...(await exportJWK(publicKey)),
        kid,
        alg,
        use: 'sig',
      }));
      return answer(200, { keys: await Promise.all(published) });
    }
    const form = new URLSearchParams(body);
    const code = String(form.get('code'));
    const known = provider.codes.get(code);
    provider.codes.delete(code);
    const fits =
      known?.verifier === form.get('code_verifier') &&
      form.get('client_id') === provider.audience &&
      form.get('redirect_uri') === `${process.env.SITE_URL}/staff`;
    return fits ? answer(200, { id_token: known?.idToken }) : answer(400, { error: 'invalid_grant' });
  });

  beforeAll(async () => {
    for (const [kid, alg] of [
      ['rsa', 'RS256'],
      ['ec', 'ES256'],
      ['pss', 'PS256'],
    ] as const)
      provider.keys.set(kid, { ...(await generateKeyPair(alg, { extractable: true })), alg });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    Object.assign(process.env, {
      STAFF_ISSUERS: `https://other.example, ${provider.issuer}`,
      STAFF_AUDIENCES: `${provider.audience}, portico-mobile`,
      STAFF_KEYS_URL: `${origin}/keys`,
      STAFF_TOKEN_URL: `${origin}/token`,
      STAFF_AUTHORIZE_URL: `${origin}/authorize`,
    });
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return provider;
}
