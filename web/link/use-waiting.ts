import { useEffect, useState } from 'preact/hooks';
import type { Appointment, WaitlistEntry } from '../api/client.ts';
import { useAction } from '../parts/use-action.ts';
import type { Link } from './flow.ts';

/** How an appointment waits for an earlier time: null where it does not, undefined until that is known. */
export function useWaiting(link: Link, { id, version }: Appointment) {
  const [entry, show] = useState<WaitlistEntry | null | undefined>(undefined);
  const look = useAction(async () => {
    const answer = await link.waitingOf(id);
    if (!answer.ok) return answer.problem;
    show(answer.value);
    return null;
  });
  useEffect(() => void look.run(), [id, version]);
  return { entry, show, look };
}

export type Waiting = ReturnType<typeof useWaiting>;
