import * as z from 'zod';

const reply = z.object({
  originationNumber: z.string().regex(/^\+[1-9]\d{6,14}$/),
  messageBody: z.string().max(2_000),
});

/** A text that came in on our number, as AWS hands it on; undefined for anything else. */
export function textReplyOf(message: string): { from: string; body: string } | undefined {
  try {
    const parsed = reply.safeParse(JSON.parse(message));
    return parsed.success
      ? { from: parsed.data.originationNumber, body: parsed.data.messageBody }
      : undefined;
  } catch {
    return undefined;
  }
}
