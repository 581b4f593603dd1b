import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { TextField } from '../../parts/fields.tsx';
import { Trouble } from '../../parts/messages.tsx';
import { boxTitle } from '../../parts/mistakes.ts';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import type { Link } from '../flow.ts';
import { Frame } from '../frame.tsx';
import type { State } from '../state.ts';

interface Props {
  link: Link;
  state: State;
  /** Where the code went. */
  children: ComponentChildren;
  /** Further ways on, beside "Send again". */
  others?: ComponentChildren;
}

const refused = 'That code did not match. Use the newest email.';

/** The code of an e-mail, in one field (product 2.9, 1.11). */
export function Code({ link, state, children, others }: Props) {
  const [mistake, setMistake] = useState(state.codeRefused ? refused : undefined);
  const [attempt, setAttempt] = useState(0);
  const again = useAction(() => link.sendAgain());
  const [sent, setSent] = useState(false);

  const tell = (found: string | undefined) => {
    setMistake(found);
    setAttempt((before) => before + 1);
  };

  const send = useAction(async (_, code: string) => {
    const problem = await link.open({ code });
    if (problem?.code !== 'code-mismatch') return problem;
    tell(refused);
    return null;
  });

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (send.busy) return;
    setSent(false);
    const code = link.state.typed.code.normalize('NFKC').replace(/\s/g, '');
    const whole = /^\d{6}$/.test(code);
    tell(whole ? undefined : 'Enter the 6-digit code from the email');
    if (whole) void send.run(code);
  }

  const problem = send.problem ?? again.problem;
  return (
    <Frame
      link={link}
      state={state}
      title="Check your email"
      mistakes={mistake ? [{ text: mistake, field: 'emailed-code' }] : []}
      boxed={boxTitle(1)}
      attempt={attempt}
      back
    >
      <p>{children}</p>
      <form noValidate method="post" onSubmit={submit}>
        <TextField
          id="emailed-code"
          label="6-digit code"
          autocomplete="one-time-code"
          keys="numeric"
          typed={state.typed.code}
          mistake={mistake}
          onType={(code) => link.tell({ type: 'typed', typed: { ...link.state.typed, code } })}
        />
        <Trouble text={problem && problemText(problem)} />
        <p role="status">{sent && 'We sent that again. Use the newest email.'}</p>
        <div class="actions">
          <Button look="filled" type="submit" busy={send.busy && 'Sending...'}>
            Continue
          </Button>
          <Button
            look="plain"
            busy={again.busy && 'Sending...'}
            onPress={() => {
              setSent(false);
              void again.run().then((failed) => setSent(failed === null));
            }}
          >
            Send again
          </Button>
          {others}
        </div>
      </form>
    </Frame>
  );
}
