import { useRef, useState } from 'preact/hooks';
import type { Practice, Template } from '../../api/staff.ts';
import { Button } from '../../parts/button.tsx';
import { Words } from '../../parts/controls.tsx';
import { Note, Trouble } from '../../parts/messages.tsx';
import { Sending } from '../../parts/sending.tsx';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import type { Desk, State } from '../desk.ts';
import { fieldId, mistakeAt, mistakesOf } from '../document.ts';
import { Frame, Link } from '../frame.tsx';
import { PreviewPart } from './preview.tsx';
import { useTemplate } from './use-template.ts';
import { meaningOf, titleOf } from './words.ts';

interface Props {
  desk: Desk;
  state: State;
  practice: Practice;
  template: Template;
  reread: () => Promise<Template[] | null>;
}

type Field = 'subject' | 'body';

/** The words of one notice by one channel (product 1.12). */
export function Editor({ desk, state, practice, template, reread }: Props) {
  const own = useTemplate(desk, practice.id, template, reread);
  const save = useAction((onSilence) => own.save(onSilence));
  const { words, errors, attempt, done, differs, overtaken } = own;
  const isEmail = template.channel === 'email';
  const typed = (field: Field) => ({
    id: fieldId(`/${field}`),
    value: words[field] ?? '',
    mistake: mistakeAt(errors, `/${field}`),
    onChange: (text: string) => own.type({ ...words, [field]: text }),
  });
  const insert = useInsert((field, text) => own.type({ ...words, [field]: text }));
  return (
    <Frame
      desk={desk}
      state={state}
      title={titleOf(template)}
      mistakes={mistakesOf(errors)}
      attempt={attempt}
      back={
        <Link desk={desk} to="/staff/messages">
          Back to all messages
        </Link>
      }
    >
      {!desk.mayChange && (
        <Note tone="info">
          <p>An admin or manager can change this.</p>
        </Note>
      )}
      {overtaken && (
        <Note tone="warn" alert>
          <p>{overtaken.by ?? 'Someone else'} saved first. Your changes are kept.</p>
          <p class="lines">
            Saved now: {[template.subject, template.body].filter((text) => text !== null).join('\n\n')}
          </p>
        </Note>
      )}
      <form
        noValidate
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          void save.run();
        }}
      >
        <fieldset class="plain" disabled={!desk.mayChange}>
          {isEmail && (
            <Words {...typed('subject')} label="Subject" onFocus={(field) => insert.at('subject', field)} />
          )}
          <Words
            {...typed('body')}
            label={isEmail ? 'Message' : 'Text'}
            rows={isEmail ? 10 : 5}
            hint={
              isEmail
                ? 'Leave an empty line between paragraphs. We add time, place and your phone number below.'
                : 'A text holds nobody’s name.'
            }
            onFocus={(field) => insert.at('body', field)}
          />
          {desk.mayChange && <Variables names={template.variables[insert.field]} onInsert={insert.put} />}
        </fieldset>
        {desk.mayChange && (
          <>
            <p role="status" class="unsaved">
              {differs ? 'Not saved yet.' : done === 'saved' ? 'Saved.' : done && 'Our words go out again.'}
            </p>
            <div class="actions">
              <Button look="filled" type="submit" busy={save.busy && 'Saving...'} idle={!differs}>
                Save
              </Button>
              {differs && (
                <Button look="plain" onPress={own.discard}>
                  Discard
                </Button>
              )}
            </div>
            <Sending action={save} />
          </>
        )}
      </form>
      {desk.mayChange && template.id !== null && <Default useDefault={own.useDefault} />}
      <PreviewPart desk={desk} practice={practice} own={own} />
    </Frame>
  );
}

/** Puts a variable where the cursor was last, in the field that had it. */
function useInsert(type: (field: Field, text: string) => void) {
  const [field, setField] = useState<Field>('body');
  const element = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null);
  return {
    field,
    at(name: Field, focused: HTMLInputElement | HTMLTextAreaElement): void {
      element.current = focused;
      setField(name);
    },
    put(name: string): void {
      const into = element.current ?? (document.getElementById(fieldId('/body')) as HTMLTextAreaElement);
      const variable = `{{${name}}}`;
      const { value, selectionStart, selectionEnd } = into;
      const at = selectionStart ?? value.length;
      type(field, `${value.slice(0, at)}${variable}${value.slice(selectionEnd ?? at)}`);
      // After the field shows it, the cursor stands behind what was put in.
      requestAnimationFrame(() => {
        into.focus();
        into.setSelectionRange(at + variable.length, at + variable.length);
      });
    },
  };
}

function Variables({ names, onInsert }: { names: string[]; onInsert: (name: string) => void }) {
  return (
    <section class="field" aria-labelledby="variables">
      <h2 id="variables">Put in what differs from client to client</h2>
      <ul class="variables">
        {names.map((name) => (
          <li key={name}>
            <Button look="plain" onPress={() => onInsert(name)}>
              {meaningOf(name)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Giving up words of one's own takes a second, worded step. */
function Default({
  useDefault,
}: {
  useDefault: () => ReturnType<ReturnType<typeof useTemplate>['useDefault']>;
}) {
  const [asking, ask] = useState(false);
  const back = useAction(() => useDefault());
  return (
    <div class="field">
      {asking ? (
        <>
          <p role="alert">Your own words are lost, and ours go out from now on.</p>
          <div class="bar-actions">
            <Button look="plain" busy={back.busy && 'Sending...'} onPress={() => void back.run()}>
              Use our words
            </Button>
            <Button look="plain" onPress={() => ask(false)}>
              Keep mine
            </Button>
          </div>
        </>
      ) : (
        <Button look="link" onPress={() => ask(true)}>
          Go back to our words
        </Button>
      )}
      <Trouble text={back.problem && problemText(back.problem)} />
    </div>
  );
}
