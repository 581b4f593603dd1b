import { useState } from 'preact/hooks';
import { Frame } from '../../link/frame.tsx';
import type { State } from '../../link/state.ts';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/fields.tsx';
import { Trouble } from '../../parts/messages.tsx';
import { boxTitle } from '../../parts/mistakes.ts';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import type { PortalFlow } from '../flow.ts';

const wrong = 'Enter your email address, like name@example.com';

/** Whose portal it is to be (product 2.9): nothing tells whether an address is known. */
export function Email({ portal, state }: { portal: PortalFlow; state: State }) {
  const [mistake, setMistake] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const tell = (found: string | undefined) => {
    setMistake(found);
    setAttempt((before) => before + 1);
  };
  const send = useAction(async () => {
    const problem = await portal.ask();
    if (!problem?.errors?.some(({ pointer }) => pointer === '/email')) return problem;
    tell(wrong);
    return null;
  });

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (send.busy) return;
    const whole = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(portal.state.typed.email.trim());
    tell(whole ? undefined : wrong);
    if (whole) void send.run();
  }

  return (
    <Frame
      link={portal}
      state={state}
      title="What is your email address?"
      mistakes={mistake ? [{ text: mistake, field: 'email' }] : []}
      boxed={boxTitle(1)}
      attempt={attempt}
      back={state.portal?.requestForm === 'new-clients'}
    >
      <p>Use the address that {state.portal?.name ?? 'the practice'} has for you. We will send you a code.</p>
      <form noValidate method="post" onSubmit={submit}>
        <TextField
          id="email"
          label="Email address"
          autocomplete="email"
          keys="email"
          typed={state.typed.email}
          mistake={mistake}
          onType={(email) =>
            portal.tell({ type: 'typed', typed: { ...portal.state.typed, email, code: '' } })
          }
        />
        <Trouble text={send.problem && problemText(send.problem)} />
        <div class="actions">
          <Button look="filled" type="submit" busy={send.busy && 'Sending...'}>
            Email me a link and code
          </Button>
        </div>
      </form>
    </Frame>
  );
}
