import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { contracts } from '../functions/index.ts';
import { folderOf, type Route } from '../shared/contract.ts';
import { refusalCodes } from '../shared/domain/decision.ts';
import { openapiOf } from '../shared/runtime/openapi.ts';
import { problems } from '../shared/runtime/problem.ts';
import { problemPage } from '../shared/runtime/problem-page.ts';

const root = join(import.meta.dirname, '..');
const routes = contracts.filter((contract): contract is Route => contract.kind === 'route');
const documented = routes.filter(({ path }) => path !== '$default');

describe('the registry', () => {
  test('[8.2] names each function once', () => {
    const names = contracts.map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(contracts.map((contract) => [contract.name, contract] as const))(
    '[8.2] %s has its contract and handler in the folder of its name',
    (_, contract) => {
      const folder = join(root, 'functions', folderOf(contract));
      expect(existsSync(join(folder, 'contract.ts'))).toBe(true);
      expect(existsSync(join(folder, 'handler.ts'))).toBe(true);
    },
  );

  test('[8.2] has one route for each method and path', () => {
    const keys = routes.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

test('[3.6] what anyone may send with a key is at a practice, whose keys are its own', () => {
  const forAnyone = routes.filter(({ caller, idempotent }) => caller.kind === 'public' && idempotent);
  expect(forAnyone.map(({ name }) => name)).toContain('request-appointment');
  for (const { path } of forAnyone) expect(path).toContain('/{slug}/');
});

describe('the documentation', () => {
  test.each(documented.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '[8.2] %s is in OpenAPI and on the page of the API, in the words of its contract',
    (_, { name, method, path, summary }) => {
      const paths = openapiOf(contracts).paths as Record<string, Record<string, { operationId: string }>>;
      expect(paths[path]?.[method.toLowerCase()]?.operationId).toBe(name);
      const page = readFileSync(join(root, 'docs/api.md'), 'utf8');
      expect(page).toContain(`| ${method} | \`${path}\` |`);
      expect(page).toContain(summary);
    },
  );

  test('[8.2] the page of the API names no route that there is not', () => {
    const page = readFileSync(join(root, 'docs/api.md'), 'utf8');
    const named = [...page.matchAll(/^\| (GET|POST|PUT|PATCH|DELETE) \| `([^`]+)` \|/gm)];
    expect(named.map(([, method, path]) => `${method} ${path}`).sort()).toEqual(
      documented.map(({ method, path }) => `${method} ${path}`).sort(),
    );
  });

  test.each(refusalCodes.map((code) => [code] as const))(
    '[8.2] the problem %s has a page and a status',
    (code) => {
      expect(problemPage(code)).toContain(problems[code].title);
      expect(problems[code].status).toBeGreaterThanOrEqual(400);
    },
  );
});
