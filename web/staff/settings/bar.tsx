import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { useFocus } from '../../parts/messages.tsx';
import { Sending } from '../../parts/sending.tsx';
import { useAction } from '../../parts/use-action.ts';
import type { SettingsDesk } from './use-settings.ts';
import { unsavedText } from './words.ts';

/** What is not saved yet, and what can be done about it. Switching the portal off takes a second, worded step. */
export function Bar({ settings }: { settings: SettingsDesk }) {
  const { changes, saved, draft, done } = settings;
  const [asking, ask] = useState(false);
  const save = useAction((onSilence) => settings.save(onSilence));
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
          <p role="status">{unsavedText(changes.length)}</p>
          <div class="bar-actions">
            <Button look="filled" busy={save.busy && 'Saving...'} onPress={press}>
              Save
            </Button>
            <Button look="plain" onPress={settings.discard}>
              Discard
            </Button>
          </div>
        </>
      )}
      <Sending action={save} />
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
