import { Parser } from '@asyncapi/parser';
import { describe, expect, test } from 'vitest';
import { eventTypes } from '../../../shared/domain/event.ts';
import { asyncapiOf } from '../../../shared/events/asyncapi.ts';

/** What an independent reader says of a document: its parser's errors and warnings. */
const read = (document: Record<string, unknown>) => new Parser().parse(JSON.stringify(document));

interface Channels {
  bus: { messages: Record<string, { payload: object }> };
}
const firstMessage = (channels: unknown) => Object.values((channels as Channels).bus.messages)[0]!;

describe('the catalogue as AsyncAPI', () => {
  test('[8.1] is valid, and has each event as a message and an operation', async () => {
    const { document, diagnostics } = await read(asyncapiOf());
    expect(diagnostics.filter(({ severity }) => severity <= 1).map(({ message }) => message)).toEqual([]);
    const messages = document!.channels().get('bus')!.messages();
    expect(
      messages
        .all()
        .map((message) => message.id())
        .toSorted(),
    ).toEqual([...eventTypes].toSorted());
    expect(
      document!
        .operations()
        .all()
        .map((operation) => operation.id())
        .toSorted(),
    ).toEqual([...eventTypes].toSorted());
  });

  test.each<[string, (document: Record<string, unknown>) => unknown]>([
    [
      'a payload of no type that there is',
      ({ channels }) => Object.assign(firstMessage(channels).payload, { type: 'thing' }),
    ],
    [
      'an operation on a message that is nowhere',
      ({ channels }) => delete (channels as Channels).bus.messages['appointment.cancelled.v1'],
    ],
    ['no name', ({ info }) => delete (info as { title?: string }).title],
  ])('[8.1] would not be with %s', async (_, breakIt) => {
    const document = structuredClone(asyncapiOf());
    breakIt(document);
    const { diagnostics } = await read(document);
    expect(diagnostics.filter(({ severity }) => severity === 0)).not.toEqual([]);
  });
});
