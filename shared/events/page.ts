import type { EventType } from '../domain/event.ts';
import { fixtures } from './fixtures.ts';

/** An event's heading, what is said of it, and its example. */
const chapter = /^(### (\S+)\n(?:(?!^##)[\s\S])*?^```json\n)(?:[\s\S]*?)(^```)$/gm;

/** The event types that a page of documentation has a chapter with an example of. */
export const documented = (page: string): string[] => [...page.matchAll(chapter)].map(([, , type]) => type!);

/** The page with the example of each event as the fixture has it. */
export const withExamples = (page: string): string =>
  page.replaceAll(chapter, (whole, before: string, type: EventType, after: string) =>
    fixtures[type] ? `${before}${JSON.stringify(fixtures[type], null, 2)}\n${after}` : whole,
  );
