import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Inbox, inboxPage, readInbox } from '../../../infra/local/inbox.ts';

/** An engine's outboxes, in its own form. */
async function engineWith(outboxes: Record<string, unknown>) {
  const server = createServer((incoming, response) => {
    const found = outboxes[incoming.url ?? ''];
    response.writeHead(found ? 200 : 404).end(JSON.stringify(found));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const sent = (id: string, Timestamp: number) => ({
  MessageId: id,
  Source: 'no-reply@portico.example',
  To: ['anna@example.org'],
  CC: [],
  BCC: [],
  Subject: `Subject of ${id}`,
  BodyText: 'Hello',
  BodyHtml: '',
  Timestamp,
  Type: 'SendRawEmail',
});

const texted = (id: string, PhoneNumber: string) => ({ MessageId: id, PhoneNumber, Message: `Text ${id}` });

const email = (fields: Partial<Inbox['emails'][number]>): Inbox => ({
  emails: [
    {
      id: 'e1',
      sentAt: '2026-11-22T10:26:21.381Z',
      from: 'no-reply@portico.example',
      to: ['anna@example.org'],
      subject: 'Moved',
      text: 'Hello',
      html: '<p>Hello</p>',
      ...fields,
    },
  ],
  texts: [],
});

describe('the inbox', () => {
  it('[9.2] has the newest e-mail first, and of each number the newest text', async () => {
    const endpoint = await engineWith({
      '/_ministack/ses/messages': { messages: { '000000000000': [sent('old', 1.5), sent('new', 2)] } },
      '/_ministack/sns/sms-messages': {
        sms_messages: { '+441': [texted('1', '+441'), texted('2', '+441')], '+442': [texted('3', '+442')] },
      },
    });
    const inbox = await readInbox(endpoint);
    expect(inbox.emails.map(({ id, sentAt, html }) => [id, sentAt, html])).toEqual([
      ['new', '1970-01-01T00:00:02.000Z', null],
      ['old', '1970-01-01T00:00:01.500Z', null],
    ]);
    expect(inbox.texts).toEqual([
      { id: '2', to: '+441', message: 'Text 2' },
      { id: '1', to: '+441', message: 'Text 1' },
      { id: '3', to: '+442', message: 'Text 3' },
    ]);
  });

  it('[9.2] says so when the engine that was given shows nothing', async () => {
    await expect(readInbox(await engineWith({}))).rejects.toThrow('does not show what was sent (404)');
  });
});

describe('the page of the inbox', () => {
  it('[9.2] shows an e-mail in a frame that can run nothing and whose links open apart', () => {
    const page = inboxPage(email({ html: '<p title="x">Hi</p><script>steal()</script>' }));
    expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    expect(page).toContain('srcdoc="&lt;base target=&quot;_blank&quot;&gt;&lt;p title=&quot;x&quot;&gt;');
    expect(page).not.toContain('<script');
  });

  it('[9.2] takes nothing of a message for its own markup', () => {
    const bad = '<img src=x onerror=alert(1)>"';
    const page = inboxPage({
      ...email({ subject: bad, text: bad, html: null, to: [bad], from: bad }),
      texts: [{ id: 't', to: bad, message: bad }],
    });
    expect(page).not.toContain('<img');
    expect(page.match(/&lt;img src=x onerror=alert\(1\)&gt;&quot;/g)).toHaveLength(6);
  });

  it('[9.2] makes links of addresses in plain text, without what ends the sentence', () => {
    const text = '"http://127.0.0.1/", or open http://127.0.0.1:8080/link#a.b_c&d=1. Or not.';
    expect(inboxPage(email({ text }))).toContain(
      '&quot;<a href="http://127.0.0.1/">http://127.0.0.1/</a>&quot;, or open <a href="http://127.0.0.1:8080/link#a.b_c&amp;d=1">http://127.0.0.1:8080/link#a.b_c&amp;d=1</a>. Or',
    );
  });
});
