import type { NoticeEvent } from '../../shared/domain/notice.ts';

/** What SES tells of a message, as recorded from its documentation, with the tags that we sent it with. */
export function emailEvent(
  kind: 'Bounce' | 'Complaint',
  event: NoticeEvent,
  to: string | null,
  bounceType = 'Permanent',
) {
  return {
    version: '0',
    id: 'event-1',
    'detail-type': kind === 'Bounce' ? 'Email Bounced' : 'Email Complaint Received',
    source: 'aws.ses',
    account: '000000000000',
    time: '2026-11-16T10:00:02Z',
    region: 'eu-west-2',
    resources: ['arn:aws:ses:eu-west-2:000000000000:configuration-set/portico'],
    detail: {
      eventType: kind,
      ...(kind === 'Bounce'
        ? {
            bounce: {
              feedbackId: '01000157c44f053b-61b59c11-9236-11e6-8f96-7be8aexample-000000',
              bounceType,
              bounceSubType: 'General',
              bouncedRecipients: [
                { emailAddress: to, action: 'failed', status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1' },
              ],
              timestamp: '2026-11-16T10:00:02.000Z',
              reportingMTA: 'dsn; mta.example.com',
            },
          }
        : { complaint: { complainedRecipients: [{ emailAddress: to }], complaintFeedbackType: 'abuse' } }),
      mail: {
        timestamp: '2026-11-16T10:00:00.000Z',
        source: 'no-reply@portico.example',
        messageId: 'EXAMPLE7c191be45',
        destination: [String(to)],
        headersTruncated: false,
        headers: [],
        commonHeaders: {},
        tags: {
          'ses:configuration-set': ['portico'],
          practice: [event.metadata.practiceId],
          event: [event.metadata.id],
          kind: ['client'],
          person: [event.data.clientId],
        },
      },
    },
  };
}
