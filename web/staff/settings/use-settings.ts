import { useEffect, useState } from 'preact/hooks';
import { changesBetween, type FieldChange } from '../../../shared/domain/changes.ts';
import type { Problem } from '../../api/answer.ts';
import * as api from '../../api/staff.ts';
import { createWrites } from '../../api/writes.ts';
import type { Desk } from '../desk.ts';
import { rebase, withValue } from '../document.ts';
import { lastToSave } from '../last-to-save.ts';

const DRAFT = 'settings';
const SAVED = { what: 'settings.changed.v1' };

/** A draft as it is kept over a sign-in, with the document that it was made from. */
interface KeptDraft {
  version: number;
  base: api.Settings;
  draft: api.Settings;
}

interface State {
  /** What is saved, as it was read last. */
  saved: api.SettingsDocument | null;
  statuses: api.Status[];
  draft: api.Settings | null;
  problem: Problem | null;
  /** Somebody else saved first: who, and what. */
  overtaken: { by: string | null; theirs: FieldChange[] } | null;
  errors: NonNullable<Problem['errors']>;
  attempt: number;
  /** The last press of Save was a yes. */
  done: boolean;
  /** What this draft would have meant last month. */
  checked: api.Checked | null;
}

const initial: State = {
  saved: null,
  statuses: [],
  draft: null,
  problem: null,
  overtaken: null,
  errors: [],
  attempt: 0,
  done: false,
  checked: null,
};

/** The settings of a practice, a draft of them, and what is done with it (product 1.13). */
export function useSettings(desk: Desk, practiceId: string) {
  const [state, setState] = useState<State>(initial);
  const [write] = useState(() => createWrites());
  const tell = (news: Partial<State>) => setState((now) => ({ ...now, ...news }));
  const { saved, draft } = state;
  const changes = saved && draft ? changesBetween(saved.settings, draft) : [];

  async function load(): Promise<void> {
    tell({ problem: null });
    const [settings, statuses] = await Promise.all([
      api.readSettings(practiceId),
      api.listStatuses(practiceId),
    ]);
    const problem = desk.settled(settings) ?? desk.settled(statuses);
    if (!settings.ok || !statuses.ok) return tell({ problem });
    const kept = desk.mayChange ? desk.keptDraft<KeptDraft>(DRAFT) : null;
    const loaded = { saved: settings.value, statuses: statuses.value.items, errors: [], done: false };
    if (!kept) return tell({ ...loaded, draft: settings.value.settings, overtaken: null });
    const merged = rebase(kept.base, kept.draft, settings.value.settings);
    const by = merged.theirs.length > 0 ? await lastToSave(desk, practiceId, SAVED) : null;
    const overtaken = merged.theirs.length > 0 ? { by, theirs: merged.theirs } : null;
    tell({ ...loaded, draft: merged.draft, overtaken });
  }

  useEffect(() => void load(), [practiceId]);

  function change(next: api.Settings): void {
    if (!saved) return;
    const differs = changesBetween(saved.settings, next).length > 0;
    desk.keepDraft(DRAFT, differs ? { version: saved.version, base: saved.settings, draft: next } : null);
    tell({ draft: next, done: false, checked: null });
  }

  /** Somebody else was faster: their document with our changes upon it, to be saved once more. */
  async function overtake(base: api.Settings, mine: api.Settings): Promise<Problem | null> {
    const latest = await api.readSettings(practiceId);
    const problem = desk.settled(latest);
    if (!latest.ok) return problem;
    const { settings } = latest.value;
    const merged = rebase(base, mine, settings);
    // An answer that got lost on its way: what is there is what was to be saved.
    if (changesBetween(settings, mine).length === 0) {
      finish(latest.value);
      return null;
    }
    const by = await lastToSave(desk, practiceId, SAVED);
    desk.keepDraft(DRAFT, { version: latest.value.version, base: settings, draft: merged.draft });
    tell({ saved: latest.value, draft: merged.draft, overtaken: { by, theirs: merged.theirs }, errors: [] });
    return null;
  }

  function finish(value: api.SettingsDocument): void {
    desk.keepDraft(DRAFT, null);
    tell({ saved: value, draft: value.settings, overtaken: null, errors: [], done: true, checked: null });
  }

  /** Refusals of fields stand beside them; what else there is comes back. */
  function refused(problem: Problem | null): Problem | null {
    if (!problem?.errors?.length) return problem;
    tell({ errors: problem.errors, attempt: state.attempt + 1 });
    return null;
  }

  return {
    ...state,
    changes,
    load,
    change,
    set: (pointer: string, value: unknown) => draft && change(withValue(draft, pointer, value)),

    discard(): void {
      if (!saved) return;
      desk.keepDraft(DRAFT, null);
      tell({ draft: saved.settings, overtaken: null, errors: [], done: false, checked: null });
    },

    /** Tries the draft on what clients did last month; answers what cannot be shown beside a field. */
    async check(): Promise<Problem | null> {
      if (!draft) return null;
      const answer = await api.checkSettings(practiceId, draft);
      const problem = desk.settled(answer);
      if (answer.ok) tell({ checked: answer.value, errors: [] });
      return refused(problem);
    },

    /** Saves the draft over the version that was read; answers what cannot be shown beside a field. */
    async save(onSilence: () => void): Promise<Problem | null> {
      if (!saved || !draft) return null;
      const answer = await write(
        `settings ${saved.version} ${JSON.stringify(draft)}`,
        () => api.replaceSettings(practiceId, saved.version, draft),
        onSilence,
      );
      const problem = desk.settled(answer);
      if (answer.ok) finish(answer.value);
      if (problem?.code === 'stale-version') return overtake(saved.settings, draft);
      return refused(problem);
    },
  };
}

export type SettingsDesk = ReturnType<typeof useSettings>;
