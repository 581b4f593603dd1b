/** What the engine was told to send. */
export interface Inbox {
  /** Newest first. */
  emails: {
    id: string;
    sentAt: string;
    from: string;
    to: string[];
    subject: string;
    text: string;
    html: string | null;
  }[];
  /** Number by number, newest first in each: the engine keeps no times of texts. */
  texts: { id: string; to: string; message: string }[];
}

interface SentEmail {
  MessageId: string;
  Timestamp: number;
  Source: string;
  To: string[];
  Subject: string;
  BodyText: string;
  BodyHtml: string | null;
}

/** Reads the engine's two outboxes. */
export async function readInbox(endpoint: string): Promise<Inbox> {
  const [sent, texted] = await Promise.all(
    ['ses/messages', 'sns/sms-messages'].map(async (path) => {
      const answer = await fetch(`${endpoint}/_ministack/${path}`);
      if (!answer.ok) throw new Error(`This engine does not show what was sent (${answer.status}).`);
      return answer.json();
    }),
  );
  const emails = Object.values<SentEmail[]>(sent.messages).flat();
  const texts = Object.values<{ MessageId: string; PhoneNumber: string; Message: string }[]>(
    texted.sms_messages,
  );
  return {
    emails: emails
      .toSorted((a, b) => b.Timestamp - a.Timestamp)
      .map((it) => ({
        id: it.MessageId,
        sentAt: new Date(it.Timestamp * 1000).toISOString(),
        from: it.Source,
        to: it.To,
        subject: it.Subject,
        text: it.BodyText,
        html: it.BodyHtml || null,
      })),
    texts: texts.flatMap((ofOne) =>
      ofOne.toReversed().map((it) => ({ id: it.MessageId, to: it.PhoneNumber, message: it.Message })),
    ),
  };
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? '');

/** Text made safe for HTML, whose addresses can be followed. */
const linked = (text: string) =>
  text
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)])/)
    .map(escaped)
    .map((part, at) => (at % 2 === 1 ? `<a href="${part}">${part}</a>` : part))
    .join('');

const email = (it: Inbox['emails'][number]) => `<article>
<h3>${escaped(it.subject)}</h3>
<p class="about">to ${escaped(it.to.join(', '))} · from ${escaped(it.from)} · <time>${it.sentAt}</time></p>
${
  it.html === null
    ? `<pre>${linked(it.text)}</pre>`
    : // A sandbox without scripts or this origin; links leave it for a tab of their own.
      `<iframe title="${escaped(it.subject)}" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escaped(`<base target="_blank">${it.html}`)}"></iframe>
<details><summary>As plain text</summary><pre>${linked(it.text)}</pre></details>`
}
</article>`;

const text = (it: Inbox['texts'][number]) => `<article>
<p class="about">to ${escaped(it.to)}</p>
<pre>${linked(it.message)}</pre>
</article>`;

const style = `
body { font: 16px/1.5 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #1c2430; background: #f4f5f7 }
article { background: #fff; border: 1px solid #d5dae1; border-radius: 8px; padding: 1rem 1.25rem; margin: 1rem 0 }
h3, .about { margin: 0 }
.about, summary { color: #505a68; font-size: .875rem }
pre { white-space: pre-wrap; font: inherit; margin: .5rem 0 0 }
iframe { width: 100%; height: 30rem; resize: vertical; border: 1px solid #d5dae1; border-radius: 4px; margin: .75rem 0; background: #fff }
`;

/** The page that shows them. It needs no script: reload it to see what has come since. */
export const inboxPage = ({ emails, texts }: Inbox) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Inbox of this machine</title>
<style>${style}</style>
<h1>Inbox of this machine</h1>
<p>What Portico has sent. Nothing of it left this machine.</p>
<h2>E-mails (${emails.length})</h2>
${emails.map(email).join('\n') || '<p>None yet.</p>'}
<h2>Texts (${texts.length})</h2>
${texts.map(text).join('\n') || '<p>None yet.</p>'}
</html>
`;

/** The page runs nothing, loads nothing but pictures inside messages, and may not be framed. */
export const inboxPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; frame-src 'self'; form-action 'none'; frame-ancestors 'none'";
