import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { EventBridgeEvent, S3ObjectCreatedNotificationEventDetail } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, expect, it } from 'vitest';
import { handler } from '../../../functions/listen/begin-import/handler.ts';
import { newId } from '../../../shared/data/change.ts';
import { uploadKey } from '../../../shared/domain/import/upload.ts';
import { givenPractice } from '../../support/given.ts';
import { givenUpload, imported } from '../../support/imports.ts';
import { ownTable } from '../../support/own-table.ts';

ownTable();

const flows = mockClient(SFNClient);
beforeEach(() => {
  flows.reset();
  flows.on(StartExecutionCommand).resolves({});
});

const clients = 'externalId,givenName,familyName\nc1,Marina,Okafor\n';
const uploaded = (key: string) =>
  handler({ id: 'upload-1', detail: { object: { key, size: 1 } } } as EventBridgeEvent<
    'Object Created',
    S3ObjectCreatedNotificationEventDetail
  >);
const started = () => flows.commandCalls(StartExecutionCommand).map(({ args: [{ input }] }) => input);

it('[8.3] starts the flow of an import when its file has come, under its own name', async () => {
  const { practiceId } = await givenPractice();
  const { id: importId } = await givenUpload({ practiceId }, 'clients.csv', clients);
  await uploaded(uploadKey(practiceId, importId));
  expect(started()).toMatchObject([{ name: importId, input: JSON.stringify({ practiceId, importId }) }]);
});

it('[8.3] lets an upload that is told twice be, and passes other failures on', async () => {
  const { practiceId } = await givenPractice();
  const { id: importId } = await givenUpload({ practiceId }, 'clients.csv', clients);
  flows.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists({ message: 'there', $metadata: {} }));
  await uploaded(uploadKey(practiceId, importId));
  flows.on(StartExecutionCommand).rejects(new Error('The engine is gone.'));
  await expect(uploaded(uploadKey(practiceId, importId))).rejects.toThrow('The engine is gone.');
});

it('[8.3] leaves files alone that no import waits for', async () => {
  const { practiceId } = await givenPractice();
  const { id: done } = await imported({ practiceId }, 'clients.csv', clients);
  const unknown = newId('import', Date.now());
  for (const key of [
    uploadKey(practiceId, done),
    uploadKey(practiceId, unknown),
    `files/${practiceId}/${unknown}`,
    `imports/${practiceId}/${unknown}/more`,
    `imports/${practiceId}/other`,
    `imports/other/${unknown}`,
    'imports',
  ])
    await uploaded(key);
  expect(started()).toEqual([]);
});
