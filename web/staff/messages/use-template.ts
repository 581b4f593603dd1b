import { useState } from 'preact/hooks';
import type { Problem } from '../../api/answer.ts';
import * as api from '../../api/staff.ts';
import { createWrites } from '../../api/writes.ts';
import type { Desk } from '../desk.ts';
import { lastToSave } from '../last-to-save.ts';

type Errors = NonNullable<Problem['errors']>;

interface State {
  words: api.Words;
  errors: Errors;
  attempt: number;
  preview: { of: api.Words; seen: api.Preview } | null;
  /** Somebody else saved first: who. Their words are the template's now. */
  overtaken: { by: string | null } | null;
  done: 'saved' | 'default' | null;
}

const wordsOf = ({ subject, body }: api.Template): api.Words => ({ subject, body });
const same = (one: api.Words, other: api.Words) => one.subject === other.subject && one.body === other.body;

/** The words of one notice by one channel: a draft, its preview, and what is done with it (product 1.12). */
export function useTemplate(
  desk: Desk,
  practiceId: string,
  template: api.Template,
  reread: () => Promise<api.Template[] | null>,
) {
  const name = `template-${template.notice}-${template.channel}`;
  const [state, setState] = useState<State>(() => ({
    words: (desk.mayChange && desk.keptDraft<api.Words>(name)) || wordsOf(template),
    errors: [],
    attempt: 0,
    preview: null,
    overtaken: null,
    done: null,
  }));
  const [write] = useState(() => createWrites());
  const tell = (news: Partial<State>) => setState((now) => ({ ...now, ...news }));
  const { words } = state;

  function type(next: api.Words): void {
    desk.keepDraft(name, same(next, wordsOf(template)) ? null : next);
    tell({ words: next, done: null });
  }

  /** Refusals of words stand beside their field; what else there is comes back. */
  function refused(problem: Problem | null): Problem | null {
    if (!problem?.errors?.length) return problem;
    const errors = problem.errors.map((error) => ({
      ...error,
      pointer: error.pointer.replace(/^\/draft(?=\/)/, ''),
    }));
    tell({ errors, attempt: state.attempt + 1 });
    return null;
  }

  /** Somebody else was faster: what was typed here stays, upon their version. */
  async function overtake(): Promise<Problem | null> {
    const latest = (await reread())?.find(
      ({ notice, channel }) => notice === template.notice && channel === template.channel,
    );
    // An answer that got lost on its way: what is there is what was to be saved.
    if (latest && same(wordsOf(latest), words)) return finish('saved', words);
    const by = await lastToSave(desk, practiceId, {
      what: 'template.changed.v1',
      of: latest?.id ?? template.id,
    });
    tell({ overtaken: { by }, errors: [] });
    return null;
  }

  function finish(done: State['done'], next: api.Words): null {
    desk.keepDraft(name, null);
    tell({ words: next, done, errors: [], overtaken: null });
    return null;
  }

  const isStale = ({ code }: Problem) => code === 'stale-version' || code === 'already-there';

  return {
    ...state,
    type,
    differs: !same(words, wordsOf(template)),

    discard: () => finish(null, wordsOf(template)),

    async save(onSilence: () => void): Promise<Problem | null> {
      const answer = await write(
        `template ${template.id} ${template.version} ${JSON.stringify(words)}`,
        (key) => api.saveTemplate(practiceId, template, words, key),
        onSilence,
      );
      const problem = desk.settled(answer);
      if (problem && isStale(problem)) return overtake();
      if (!answer.ok) return refused(problem);
      const latest = (await reread())?.find(
        ({ notice, channel }) => notice === template.notice && channel === template.channel,
      );
      return finish('saved', latest ? wordsOf(latest) : words);
    },

    /** Gives the practice's own words up for the default ones. */
    async useDefault(): Promise<Problem | null> {
      const { id, version } = template;
      if (id === null || version === null) return null;
      const answer = await api.deleteTemplate(practiceId, id, version);
      const problem = desk.settled(answer);
      if (problem && isStale(problem)) return overtake();
      if (!answer.ok && problem?.code !== 'not-found') return problem;
      const latest = (await reread())?.find(
        ({ notice, channel }) => notice === template.notice && channel === template.channel,
      );
      return finish('default', latest ? wordsOf(latest) : words);
    },

    /** Shows the words as they stand with a real appointment. */
    async show(appointmentId: string): Promise<Problem | null> {
      const { notice, channel } = template;
      const answer = await api.previewTemplate(practiceId, { notice, channel }, appointmentId, words);
      const problem = desk.settled(answer);
      if (answer.ok) tell({ preview: { of: words, seen: answer.value }, errors: [] });
      return refused(problem);
    },
  };
}

export type TemplateDesk = ReturnType<typeof useTemplate>;
