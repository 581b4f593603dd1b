import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Trouble, useFocus } from '../../parts/messages.tsx';
import { Sending } from '../../parts/sending.tsx';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import { checkTexts } from './check-words.ts';
import type { SettingsDesk } from './use-settings.ts';
import { unsavedText } from './words.ts';

interface Props {
  settings: SettingsDesk;
  /** Whether those whom the draft would have met are listed. */
  showing: boolean;
  onShow: (showing: boolean) => void;
}

/** What is not saved yet, what it would have meant, and what can be done about it. Switching the portal off takes a second, worded step. */
export function Bar({ settings, showing, onShow }: Props) {
  const { changes, saved, draft, done, checked } = settings;
  const [asking, ask] = useState(false);
  const save = useAction((onSilence) => settings.save(onSilence));
  const check = useAction(() => settings.check());
  const switchesOff = Boolean(saved?.settings.clientPortal) && draft?.clientPortal === false;
  // What was asked is about this draft; another one is asked about anew.
  useEffect(() => ask(false), [draft]);

  if (changes.length === 0)
    return (
      <div class="bar quiet" role="status">
        {done && 'Saved.'}
      </div>
    );
  const press = () => {
    if (switchesOff && !asking) return ask(true);
    void save.run();
  };
  return (
    <section class="bar" aria-label="Your changes">
      {asking ? (
        <OffStep busy={save.busy} onYes={press} onNo={() => ask(false)} />
      ) : (
        <>
          <div role="status">
            <p>{unsavedText(changes.length)}</p>
            {checked && checkTexts(checked).map((text) => <p key={text}>{text}</p>)}
          </div>
          <div class="bar-actions">
            <Button look="filled" busy={save.busy && 'Saving...'} onPress={press}>
              Save
            </Button>
            {checked && checked.affected.length > 0 ? (
              <Button look="plain" expanded={showing} onPress={() => onShow(!showing)}>
                Show them
              </Button>
            ) : (
              <Button look="plain" busy={check.busy && 'Checking...'} onPress={() => void check.run()}>
                Check last month
              </Button>
            )}
            <Button look="plain" onPress={settings.discard}>
              Discard
            </Button>
          </div>
        </>
      )}
      <Sending action={save} />
      <Trouble text={check.problem && problemText(check.problem)} />
    </section>
  );
}

function OffStep({ busy, onYes, onNo }: { busy: boolean; onYes: () => void; onNo: () => void }) {
  const text = useRef<HTMLParagraphElement>(null);
  useFocus(text, 'asked');
  return (
    <>
      <p ref={text} tabIndex={-1}>
        Everyone is signed out and links stop now. Appointments stay.
      </p>
      <div class="bar-actions">
        <Button look="danger" busy={busy && 'Saving...'} onPress={onYes}>
          Switch off
        </Button>
        <Button look="plain" onPress={onNo}>
          Keep it on
        </Button>
      </div>
    </>
  );
}
