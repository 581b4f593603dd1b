import type { Problem } from '../api/answer.ts';
import { Trouble } from './messages.tsx';
import { sendingProblemText } from './words.ts';

interface Props {
  action: { silent: boolean; problem: Problem | null; again: () => Promise<unknown> };
}

/** What becomes of a write: nobody has answered yet, or it went wrong and may be tried again. */
export function Sending({ action: { silent, problem, again } }: Props) {
  const offline = problem?.code === 'offline';
  return (
    <>
      <p class="checking" role="status">
        {silent && 'We are checking whether that worked.'}
      </p>
      <Trouble
        text={problem && sendingProblemText(problem)}
        {...(offline && { again: () => void again() })}
      />
    </>
  );
}
