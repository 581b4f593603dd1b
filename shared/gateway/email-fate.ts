import * as z from 'zod';
import type { Recipient } from '../domain/delivery.ts';
import { clientId, eventId, practiceId, requestId, staffId } from '../domain/id.ts';

/** What SES tells of an e-mail after it took it: of the parts that are read here. Other members are of no concern. */
const told = z.object({
  mail: z.object({
    destination: z.array(z.string()).min(1),
    tags: z.record(z.string(), z.array(z.string())),
  }),
  bounce: z.object({ bounceType: z.string() }).optional(),
  complaint: z.object({}).optional(),
});

const tag = <T extends z.ZodType>(value: T) => z.tuple([value]);
const ours = z.object({
  practice: tag(practiceId),
  event: tag(eventId),
  kind: tag(z.enum(['client', 'staff', 'applicant'])),
  person: tag(z.union([clientId, staffId, requestId])),
});

/** Which message an e-mail is, as ids that go with it and come back with what becomes of it. */
export interface AboutEmail {
  practiceId: string;
  eventId: string;
  recipient: Recipient;
}

/** The tags by which SES knows a message again; they are in no header that its reader gets. */
export const tagsOf = ({ practiceId, eventId, recipient }: AboutEmail) => [
  { Name: 'practice', Value: practiceId },
  { Name: 'event', Value: eventId },
  { Name: 'kind', Value: recipient.kind },
  { Name: 'person', Value: recipient.id },
];

/** What became of an e-mail: it came back for good, came back for now, or its reader called it unwanted. */
export interface EmailFate extends AboutEmail {
  fate: 'bounced' | 'bounced-for-now' | 'complained';
  /** The address that it went to. */
  to: string;
}

/** What became of which message of ours; undefined for anything else that SES tells. */
export function emailFateOf(detail: unknown): EmailFate | undefined {
  const parsed = told.safeParse(detail);
  if (!parsed.success) return undefined;
  const { mail, bounce, complaint } = parsed.data;
  const tags = ours.safeParse(mail.tags);
  if (!tags.success || (!bounce && !complaint)) return undefined;
  const { practice, event, kind, person } = tags.data;
  return {
    practiceId: practice[0],
    eventId: event[0],
    recipient: { kind: kind[0], id: person[0] },
    to: mail.destination[0] as string,
    fate: complaint ? 'complained' : bounce?.bounceType === 'Permanent' ? 'bounced' : 'bounced-for-now',
  };
}
