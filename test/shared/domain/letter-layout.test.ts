import { expect, test } from 'vitest';
import { letterHtml, letterText } from '../../../shared/domain/letter-layout.ts';
import { aPractice } from '../../support/notice-records.ts';

const letter = {
  subject: 'Your appointment is now on Wed',
  heading: 'Your appointment has moved',
  paragraphs: ['Hello Anna,', 'It has a new time.'],
  details: [
    { label: 'New time', value: 'Wednesday' },
    { label: 'Where', value: 'Riverside Rooms\n4 Quay Street' },
  ],
  next: ['Use this link.'],
  button: { label: 'View your appointment', url: 'https://portal.example/a#p.l.s' },
  notes: ['Phone us.'],
};

test('[6.1] says the same in plain text, in the same order', () => {
  expect(letterText(letter, aPractice())).toBe(`Your appointment has moved

Hello Anna,

It has a new time.

New time: Wednesday
Where: Riverside Rooms, 4 Quay Street

Use this link.

View your appointment:
https://portal.example/a#p.l.s

Phone us.

Oak Tree Practice
020 7946 0999
desk@oak.example
`);
});

test('[6.1] escapes everything that comes from people', () => {
  const evil = `<img src=x onerror="alert('1')"> & co`;
  const html = letterHtml(
    {
      ...letter,
      subject: evil,
      heading: evil,
      paragraphs: [evil],
      details: [{ label: evil, value: evil }],
      next: [evil],
      button: { label: evil, url: `https://portal.example/a#"><script>` },
      notes: [evil],
    },
    aPractice({ name: evil, phone: `020" onclick="x`, email: `a"b@c.example` }),
  );
  expect(html).not.toMatch(/<img|<script|onerror="|onclick="/);
  expect(html).toContain('&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; co');
  expect(html).toContain('href="tel:020"');
});

test('[1.1] writes on the colour of the practice in one that can be read on it', () => {
  expect(letterHtml(letter, aPractice({ colour: '#FFEE00' }))).toContain('background:#ffee00;color:#000000');
  expect(letterHtml(letter, aPractice({ colour: '#102040' }))).toContain('background:#102040;color:#ffffff');
});

test('[6.1] sets no colour of text but where it sets the ground too, so that a dark theme can turn it', () => {
  const html = letterHtml(letter, aPractice());
  expect(html).toContain('<meta name="color-scheme" content="light dark">');
  const coloured = [...html.matchAll(/style="([^"]*)"/g)]
    .map(([, style]) => style!)
    .filter((style) => /(^|;)color:/.test(style));
  // The band has both; the button's ground is that of its cell.
  expect(coloured).toHaveLength(2);
  expect(html).toMatch(/<td style="background:#0b5cad[^>]*>\n<a [^>]*color:#ffffff/);
});

test('[6.1] loads nothing from anywhere', () => {
  expect(letterHtml(letter, aPractice())).not.toMatch(/<img|<link|url\(|src=/);
});

test('[1.4] has no button where there is no link', () => {
  const without = { ...letter, button: null };
  expect(letterHtml(without, aPractice())).not.toContain('https:');
  expect(letterText(without, aPractice())).not.toContain('https:');
});

test('[1.12] makes the link that words place one that can be pressed, and nothing else', () => {
  const link = 'https://portal.example/a#p.l.s$&';
  const html = letterHtml(
    { ...letter, button: null, link, paragraphs: [`Look: ${link}`, 'https://evil.example/'] },
    aPractice(),
  );
  const address = 'https://portal.example/a#p.l.s$&amp;';
  expect(html).toContain(`Look: <a href="${address}">${address}</a></p>`);
  expect(html).not.toContain('href="https://evil');
});

test('[6.4] says at its foot how to get no more of these, where its reader can', () => {
  const stop = 'https://portal.example/v1/unsubscriptions/t?a=1&b=2';
  expect(letterText(letter, aPractice(), stop)).toContain(stop);
  expect(letterHtml(letter, aPractice(), stop)).toContain(
    'href="https://portal.example/v1/unsubscriptions/t?a=1&amp;b=2"',
  );
  expect(letterHtml(letter, aPractice())).not.toContain('unsubscribe');
});
