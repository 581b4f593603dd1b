import { useState } from 'preact/hooks';
import type { Practice } from '../../api/staff.ts';
import { Loading, Note, Trouble } from '../../parts/messages.tsx';
import { problemText } from '../../parts/words.ts';
import type { Desk, State } from '../desk.ts';
import { mistakeAt, mistakesOf } from '../document.ts';
import { Frame } from '../frame.tsx';
import { Bar } from './bar.tsx';
import { CheckList } from './check-list.tsx';
import type { Form } from './form.ts';
import { Notices } from './notices.tsx';
import { Overtaken } from './overtaken.tsx';
import { Presets } from './presets.tsx';
import { Access, Limits, Policy, WaysIn } from './sections.tsx';
import { useSettings } from './use-settings.ts';

/** What clients may do: every setting says what it means, and nothing counts before it is saved (product 1.13). */
export function SettingsScreen({ desk, state, practice }: { desk: Desk; state: State; practice: Practice }) {
  const settings = useSettings(desk, practice.id);
  const [showing, show] = useState(false);
  const { draft, problem, errors, attempt, statuses, checked } = settings;
  const title = 'What clients may do';
  if (!draft)
    return (
      <Frame desk={desk} state={state} title={title}>
        {problem ? (
          <Trouble text={problemText(problem)} again={() => void settings.load()} />
        ) : (
          <Loading what="the settings" />
        )}
      </Frame>
    );
  const form: Form = {
    practice,
    draft,
    statuses,
    mistake: (pointer) => mistakeAt(errors, pointer),
    set: settings.set,
  };
  return (
    <Frame desk={desk} state={state} title={title} mistakes={mistakesOf(errors)} attempt={attempt}>
      {!desk.mayChange && (
        <Note tone="info">
          <p>An admin or manager can change this.</p>
        </Note>
      )}
      <Overtaken settings={settings} />
      {desk.mayChange && <Presets settings={settings} practiceId={practice.id} />}
      <form noValidate method="post" onSubmit={(event) => event.preventDefault()}>
        <fieldset class="plain" disabled={!desk.mayChange}>
          <Access form={form} />
          <Limits form={form} />
          <Policy form={form} />
          <WaysIn form={form} />
          <Notices form={form} />
        </fieldset>
      </form>
      {showing && checked && <CheckList checked={checked} />}
      {desk.mayChange && <Bar settings={settings} showing={showing} onShow={show} />}
    </Frame>
  );
}
