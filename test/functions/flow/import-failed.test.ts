import { expect, it } from 'vitest';
import { handler } from '../../../functions/flow/import-failed/handler.ts';
import { standingClock } from '../../support/clock.ts';
import { givenPractice } from '../../support/given.ts';
import { givenUpload, imported, outcome } from '../../support/imports.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();
standingClock();

const clients = 'externalId,givenName,familyName\nc1,Marina,Okafor\n';
const context = { awsRequestId: 'test' };

it('[8.3] records that an import stopped, and leaves one that is over as it is', async () => {
  const { practiceId } = await givenPractice();
  const { id: importId } = await givenUpload({ practiceId }, 'clients.csv', clients);
  const error = { Error: 'States.Timeout', Cause: 'none of its business' };
  expect(await handler({ practiceId, importId, error }, context)).toEqual({ practiceId, importId });
  expect(await outcome({ practiceId }, importId)).toMatchObject({
    state: 'failed',
    finishedAt: expect.any(String),
  });
  const done = await imported({ practiceId }, 'clients.csv', clients);
  await handler({ practiceId, importId: done.id }, context);
  expect(await outcome({ practiceId }, done.id)).toMatchObject({ state: 'done', imported: 1 });
});
