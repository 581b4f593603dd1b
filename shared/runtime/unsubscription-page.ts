import { brandOf } from '../domain/brand.ts';
import { escaped } from '../domain/letter-layout.ts';
import type { Practice } from '../domain/practice.ts';
import { Reply } from './api.ts';
import { htmlPage } from './page.ts';

/** The page may do one thing: send its form back to where it came from. */
const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

const style = `<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><style>
:root{color-scheme:light dark}
body{margin:0;font:1.125rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Helvetica,Arial,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1.5rem}
button{font:inherit;font-weight:bold;padding:.75rem 1.5rem;min-height:2.75rem;border-radius:.375rem;cursor:pointer}
</style>`;

type Sender = Pick<Practice, 'name' | 'phone' | 'email' | 'colour'>;

function page(practice: Sender, title: string, body: string): Reply<string> {
  const { name, phone, email } = practice;
  const contact = `<p>${escaped(name)}<br>${escaped(phone)}<br><a href="mailto:${escaped(email)}">${escaped(email)}</a></p>`;
  const main = `<main><h1>${title}</h1>${body}${contact}</main>`;
  return new Reply(htmlPage(`${title} - ${escaped(name)}`, main, style), { headers });
}

/**
 * Asks before it ends anything, since mail scanners open links: only the button does it (product 6.4). The page
 * names the practice, and nobody else: whoever has the link may not be the client.
 */
export function unsubscribePage(practice: Sender): Reply<string> {
  const { fill, label } = brandOf(practice.colour);
  const name = escaped(practice.name);
  return page(
    practice,
    'Stop e-mails?',
    `<p>${name} sends e-mails about your appointments: changes, cancellations and reminders.</p>
<p>If you stop them, your appointments stay as they are. You just no longer hear of them by e-mail.</p>
<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">
<button type="submit" style="background:${fill};color:${label};border:2px solid">Stop e-mails</button></form>`,
  );
}

/** Says that it is done, and how to get them again. */
export const unsubscribedPage = (practice: Sender): Reply<string> =>
  page(
    practice,
    'E-mails are stopped',
    `<p>${escaped(practice.name)} no longer sends you e-mails about your appointments.</p>
<p>Your appointments stay as they are. To get e-mails again, phone us.</p>`,
  );
