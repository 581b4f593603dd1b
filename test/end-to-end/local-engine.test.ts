import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, inject, it } from 'vitest';

const { endpoint, siteUrl } = inject('portal');

const answers = (host: string, port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const tell = (does: boolean) => () => {
      socket.destroy();
      resolve(does);
    };
    socket.once('connect', tell(true)).once('error', tell(false)).once('timeout', tell(false));
  });

const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .filter(({ internal, family }) => !internal && family === 'IPv4')
  .map(({ address }) => address);

it('[9.2] nobody but this machine reaches the engine or the site', async () => {
  for (const port of [endpoint, siteUrl].map((url) => Number(new URL(url).port))) {
    expect(await answers('127.0.0.1', port)).toBe(true);
    for (const address of outside) expect([address, await answers(address, port)]).toEqual([address, false]);
  }
});

it('[9.2] site and API are at one origin', async () => {
  const [page, api] = await Promise.all([fetch(`${siteUrl}/`), fetch(`${siteUrl}/v1/nothing-here`)]);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect([api.status, api.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
});
