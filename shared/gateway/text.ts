import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { TextMark } from '../domain/reach.ts';
import { sendOnce } from './sending.ts';

/** One attempt: a text whose answer was lost may have gone out, and is never sent again (product 6.4). */
export const texts = new SNSClient({
  maxAttempts: 1,
  requestHandler: { connectionTimeout: 2_000, requestTimeout: 10_000 },
});

/** Sends one text to a number in E.164; answers the service's id of it. Throws `NotSent` if it was refused. */
export const sendText = (to: string, message: string): Promise<string> =>
  sendOnce(async () => {
    const { MessageId } = await texts.send(
      new PublishCommand({
        PhoneNumber: to,
        Message: message,
        MessageAttributes: { 'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' } },
      }),
    );
    return MessageId ?? '';
  }, aboutNumber);

/** What SNS says of the number itself; anything else may be another in a minute. */
function aboutNumber({ name, message }: Error): TextMark | undefined {
  if (name === 'OptedOutException' || /opted out/i.test(message)) return 'stopped';
  const parameter = /^InvalidParameter(Value)?(Exception)?$/.test(name);
  return parameter && /phone ?number/i.test(message) ? 'unreachable' : undefined;
}
