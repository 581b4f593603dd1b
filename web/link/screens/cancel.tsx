import { Note } from '../../parts/messages.tsx';
import { SecondStep } from '../../parts/second-step.tsx';
import { useAction } from '../../parts/use-action.ts';
import type { AboutProps } from '../about.ts';
import { Details } from '../details.tsx';
import { Frame } from '../frame.tsx';

/** Giving the time up, after reading what the practice's policy says (product 1.8, 3.3). */
export function Cancel({ link, state, appointment, place }: AboutProps) {
  const cancel = useAction((onSilence) => link.cancel(onSilence));
  const { policy, cancellation } = appointment;
  const changed = state.notice === 'policy';
  return (
    <Frame
      link={link}
      state={state}
      title="Cancel this appointment?"
      mistakes={changed ? [{ text: 'The policy has changed. Please read it again.', field: 'policy' }] : []}
      boxed="Nothing is cancelled yet"
      attempt={policy?.version ?? 0}
      back
    >
      {state.notice === 'stale' && (
        <Note tone="info" alert>
          <p>This changed while you had it open. Here is the latest.</p>
        </Note>
      )}
      <Details of={appointment} place={place} />
      {cancellation.late && (
        <Note tone="warn">
          <p>You can still cancel. It will count as late.</p>
        </Note>
      )}
      {policy && (
        <section class="policy" aria-labelledby="policy">
          <h2 id="policy" tabIndex={-1}>
            Cancellation policy
          </h2>
          <p class="policy-text">{policy.text}</p>
        </section>
      )}
      <SecondStep action={cancel} yes="Yes, cancel it" no="Keep it" onNo={() => link.go('appointment')} />
    </Frame>
  );
}
