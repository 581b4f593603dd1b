import { expect, test } from 'vitest';
import { letterHtml, letterText } from '../../../shared/domain/letter-layout.ts';
import { signInLetter } from '../../../shared/domain/sign-in-letter.ts';
import { writeLetter } from '../../../shared/gateway/wording.ts';
import { givenPractice } from './given.ts';

const practice = givenPractice();
const link = 'https://portal.example/p/hill-street/in#secret';
const written = (to: string | null) =>
  writeLetter(signInLetter(practice, { code: '012345', link: to, minutes: 10 }));

test('[2.9] holds a link and a code, for how long they live, and what to do if nobody asked', () => {
  const letter = written(link);
  expect(letterText(letter, practice).split('\n\n')).toEqual([
    'Sign in to Hill Street Therapy',
    'Press the button, or type this code on the page where you gave your e-mail address.',
    '012345',
    'It works for 10 minutes, once. Only our newest e-mail counts.',
    `Sign in:\n${link}`,
    'If you did not ask for this, ignore this e-mail. Nobody gets in without it.',
    'Please do not pass it on. We never ask for your code by phone.',
    expect.stringContaining(practice.phone),
  ]);
  expect(letterHtml(letter, practice)).toMatch(/font-size:36px[^>]*>012345<\/p>/);
});

test('[2.9] has no code in its subject, and no link where a code alone is asked for', () => {
  expect(written(link).subject).toBe('Sign in to Hill Street Therapy');
  expect(written(null).subject).toBe('Your code for Hill Street Therapy');
  expect(letterText(written(null), practice)).not.toContain('http');
});
