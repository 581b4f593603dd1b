/**
 * A service refused a message: it was certainly not sent, so sending it again does nothing twice. Any other
 * error leaves the fate of the message unknown.
 */
export class NotSent extends Error {
  constructor(cause: Error) {
    super('The service refused the message.', { cause });
    this.name = 'NotSent';
  }
}

const isRefusal = (error: unknown): error is Error =>
  error instanceof Error && '$fault' in error && error.$fault === 'client';

/** Sends once; an answer in which the service blames the request (4xx) becomes `NotSent`. */
export async function sendOnce<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch (error) {
    throw isRefusal(error) ? new NotSent(error) : error;
  }
}
