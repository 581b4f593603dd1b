import { found, refusalCodes } from '../../../shared/domain/decision.ts';
import { api } from '../../../shared/runtime/api.ts';
import { problemPage } from '../../../shared/runtime/problem-page.ts';
import { readProblem } from './contract.ts';

/** The page that a problem's `type` leads to. */
export const handler = api(readProblem, async ({ params }) =>
  problemPage(found(refusalCodes.find((code) => code === params.name))),
);
