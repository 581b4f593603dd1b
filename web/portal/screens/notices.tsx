import { useEffect, useState } from 'preact/hooks';
import type { Preferences } from '../../api/client.ts';
import { Button } from '../../parts/button.tsx';
import { Switch } from '../../parts/controls.tsx';
import { Sentence } from '../../parts/layout.tsx';
import { Loading, Note, Trouble } from '../../parts/messages.tsx';
import { Sending } from '../../parts/sending.tsx';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import type { PortalFlow } from '../flow.ts';
import { reachTexts } from '../words.ts';

interface Props {
  portal: PortalFlow;
  phone: string;
}

/** Which notices the client gets, and why some do not arrive (product 6.1, 6.4). */
export function Notices({ portal, phone }: Props) {
  const [saved, setSaved] = useState<Preferences | null>(null);
  const look = useAction(async () => {
    const answer = await portal.readPreferences();
    if (!answer.ok) return answer.problem;
    setSaved(answer.value);
    return null;
  });
  useEffect(() => void look.run(), []);
  return (
    <section aria-labelledby="notices">
      <h2 id="notices">Messages to you</h2>
      <p>We can tell you when your appointments change, and remind you of them.</p>
      {!saved && look.busy && <Loading what="your choices" />}
      <Trouble text={look.problem && problemText(look.problem)} again={() => void look.run()} />
      {saved && <Choices portal={portal} phone={phone} saved={saved} onSaved={setSaved} />}
    </section>
  );
}

interface ChoicesProps extends Props {
  saved: Preferences;
  onSaved: (saved: Preferences) => void;
}

function Choices({ portal, phone, saved, onSaved }: ChoicesProps) {
  const [draft, setDraft] = useState(saved.notices);
  const [outcome, setOutcome] = useState<'saved' | 'overtaken' | null>(null);
  const { email, text } = draft;
  const save = useAction(async (onSilence) => {
    const answer = await portal.savePreferences(saved, draft, onSilence);
    if (answer.ok) {
      onSaved(answer.value);
      setOutcome('saved');
      return null;
    }
    if (answer.problem.code !== 'stale-version') return answer.problem;
    const latest = await portal.readPreferences();
    if (!latest.ok) return latest.problem;
    const { notices } = latest.value;
    // Our own answer may have been lost on its way: then all is as it should be.
    setOutcome(notices.email === email && notices.text === text ? 'saved' : 'overtaken');
    onSaved(latest.value);
    setDraft(notices);
    return null;
  });
  const choose = (choice: Partial<Preferences['notices']>) => {
    setDraft({ ...draft, ...choice });
    setOutcome(null);
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save.run();
      }}
    >
      <Switch id="by-email" label="By email" value={email} onChange={(on) => choose({ email: on })} />
      <Switch id="by-text" label="By text message" value={text} onChange={(on) => choose({ text: on })} />
      {reachTexts(saved.reach, draft, phone).map((words) => (
        <Note key={words} tone="warn">
          <p>
            <Sentence text={words} phone={phone} />
          </p>
        </Note>
      ))}
      {outcome === 'overtaken' && (
        <Note tone="info" alert>
          <p>This changed while you had it open. Here is the latest.</p>
        </Note>
      )}
      <div class="actions">
        <Button look="filled" type="submit" busy={save.busy && 'Sending...'}>
          Save
        </Button>
        <span role="status">{outcome === 'saved' && 'Saved.'}</span>
      </div>
      <Sending action={save} />
    </form>
  );
}
