import { expect, test } from 'vitest';
import { composeEmail, type Email } from '../../../shared/gateway/email.ts';

const email = (parts: Partial<Email> = {}): Email => ({
  to: 'anna@mail.example',
  practice: { name: 'Oak Tree Practice', email: 'desk@oak.example' },
  subject: 'Your appointment is now on Wed',
  text: 'Grüße — at 9:00am\n',
  html: '<p>Grüße — at 9:00am</p>',
  calendar: { method: 'REQUEST', content: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR' },
  now: Date.parse('2026-11-22T10:00:00.000Z'),
  ...parts,
});

interface Part {
  headers: Record<string, string>;
  body: string;
  parts: Part[];
}

/** Takes a message apart by RFC 2045 and 2046, as a mail program would. */
function parse(raw: string): Part {
  const end = raw.indexOf('\r\n\r\n');
  const headers = Object.fromEntries(
    raw
      .slice(0, end)
      .replace(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [
        line.slice(0, line.indexOf(':')).toLowerCase(),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
  );
  const content = raw.slice(end + 4);
  const boundary = /boundary="?([^";]+)/.exec(headers['content-type'] ?? '')?.[1];
  const parts = boundary
    ? content
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((part) => parse(part.replace(/^\r\n/, '').replace(/\r\n$/, '')))
    : [];
  return { headers, body: decoded(content, headers['content-transfer-encoding']), parts };
}

function decoded(content: string, encoding = '7bit'): string {
  if (encoding === 'base64') return Buffer.from(content, 'base64').toString();
  if (encoding !== 'quoted-printable') return content;
  const bytes = content
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

const compose = async (parts: Partial<Email> = {}) => parse((await composeEmail(email(parts))).toString());

test('[6.1] comes from the practice by name, and replies go to the practice', async () => {
  const { headers } = await compose();
  expect(headers).toMatchObject({
    from: `Oak Tree Practice <${process.env.SENDER_ADDRESS}>`,
    to: 'anna@mail.example',
    'reply-to': 'desk@oak.example',
    subject: 'Your appointment is now on Wed',
    date: 'Sun, 22 Nov 2026 10:00:00 +0000',
    'auto-submitted': 'auto-generated',
  });
});

test('[6.1] holds the words as plain text and as HTML, each whole', async () => {
  const { parts } = await compose();
  const [alternatives] = parts;
  expect(alternatives!.headers['content-type']).toMatch(/^multipart\/alternative/);
  const [text, html] = alternatives!.parts;
  expect(text!.headers['content-type']).toBe('text/plain; charset=utf-8');
  expect(text!.body).toBe('Grüße — at 9:00am\n');
  expect(html!.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(html!.body).toBe('<p>Grüße — at 9:00am</p>');
});

test.each([
  ['REQUEST', 'appointment.ics'],
  ['CANCEL', 'cancelled.ics'],
] as const)(
  '[3.7] holds the invitation as a part that mail programs act on, and as a file: %s',
  async (method, filename) => {
    const content = `BEGIN:VCALENDAR\r\nMETHOD:${method}\r\nEND:VCALENDAR`;
    const { parts } = await compose({ calendar: { method, content } });
    const [alternatives, file] = parts;
    const calendar = alternatives!.parts.at(-1)!;
    expect(calendar.headers['content-type']).toBe(`text/calendar; charset=utf-8; method=${method}`);
    expect(calendar.body).toBe(content);
    expect(file!.headers['content-type']).toBe(`application/ics; name=${filename}`);
    expect(file!.headers['content-disposition']).toBe(`attachment; filename=${filename}`);
    expect(file!.body).toBe(content);
  },
);

test('[6.2] has no calendar where there is none', async () => {
  const { calendar: _, ...without } = email();
  const { headers, parts } = parse((await composeEmail(without)).toString());
  expect(headers['content-type']).toMatch(/^multipart\/alternative/);
  expect(parts).toHaveLength(2);
});

test('[6.1] lets no name add a header or an addressee', async () => {
  const { headers } = await compose({
    practice: { name: 'Oak" <x@example.org>,\r\nBcc: y@example.org', email: 'desk@oak.example' },
    subject: 'Moved\r\nBcc: z@example.org',
  });
  expect(headers.bcc).toBeUndefined();
  expect(headers.from).toMatch(new RegExp(`<${process.env.SENDER_ADDRESS}>$`));
});
