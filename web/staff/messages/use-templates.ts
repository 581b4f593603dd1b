import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../api/answer.ts';
import * as api from '../../api/staff.ts';
import type { Desk } from '../desk.ts';

/** All templates of the practice; `load` answers them too, so that a change can be compared with the latest. */
export function useTemplates(desk: Desk, practiceId: string) {
  const [state, tell] = useState({ items: null as api.Template[] | null, problem: null as Problem | null });

  async function load(): Promise<api.Template[] | null> {
    const answer = await api.listTemplates(practiceId);
    const problem = desk.settled(answer);
    tell((now) => ({ items: answer.ok ? answer.value.items : now.items, problem }));
    return answer.ok ? answer.value.items : null;
  }

  useEffect(() => void load(), [practiceId]);
  return { ...state, load };
}
