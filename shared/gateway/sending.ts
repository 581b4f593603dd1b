import type { TextMark } from '../domain/reach.ts';

/**
 * A service refused a message: it was certainly not sent, so sending it again does nothing twice. Any other
 * error leaves the fate of the message unknown.
 */
export class NotSent extends Error {
  /** Set where it never will take one to this number, and why. */
  readonly forGood: TextMark | undefined;
  constructor(cause: Error, forGood?: TextMark) {
    super('The service refused the message.', { cause });
    this.name = 'NotSent';
    this.forGood = forGood;
  }
}

const isRefusal = (error: unknown): error is Error =>
  error instanceof Error && '$fault' in error && error.$fault === 'client';

/**
 * Sends once; an answer in which the service blames the request (4xx) becomes `NotSent`.
 * @param forGood what such an answer says of the number that it was for
 */
export async function sendOnce<T>(
  send: () => Promise<T>,
  forGood: (error: Error) => TextMark | undefined = () => undefined,
): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw isRefusal(error) ? new NotSent(error, forGood(error)) : error;
  }
}
