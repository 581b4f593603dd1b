import type { Practice, Template } from '../../api/staff.ts';
import { Loading, Trouble } from '../../parts/messages.tsx';
import { problemText } from '../../parts/words.ts';
import type { Desk, State } from '../desk.ts';
import { Frame, Link } from '../frame.tsx';
import { Editor } from './editor.tsx';
import { useTemplates } from './use-templates.ts';
import { channelName, hrefOf, noticeName } from './words.ts';

/** What clients read: every notice by each channel, and the words of one (product 1.12). */
export function MessagesScreen({ desk, state, practice }: { desk: Desk; state: State; practice: Practice }) {
  const templates = useTemplates(desk, practice.id);
  const { items, problem } = templates;
  const chosen = items?.find((template) => hrefOf(template) === state.path);
  if (chosen)
    return (
      <Editor
        // Another template is another form.
        key={hrefOf(chosen)}
        desk={desk}
        state={state}
        practice={practice}
        template={chosen}
        reread={templates.load}
      />
    );
  return (
    <Frame desk={desk} state={state} title="Messages">
      {items ? (
        <List desk={desk} items={items} />
      ) : problem ? (
        <Trouble text={problemText(problem)} again={() => void templates.load()} />
      ) : (
        <Loading what="the messages" />
      )}
    </Frame>
  );
}

function List({ desk, items }: { desk: Desk; items: Template[] }) {
  return (
    <>
      <p>These are the words that clients get. Under What clients may do you choose which messages go out.</p>
      <ul class="templates">
        {[...new Set(items.map(({ notice }) => notice))].map((notice) => (
          <li key={notice}>
            <h2>{noticeName(notice)}</h2>
            {items
              .filter((template) => template.notice === notice)
              .map((template) => (
                <Link key={template.channel} desk={desk} to={hrefOf(template)}>
                  {channelName(template.channel)}
                  <span class="unseen"> of {noticeName(notice)}</span>
                  {template.id !== null && <span class="state"> (your words)</span>}
                </Link>
              ))}
          </li>
        ))}
      </ul>
    </>
  );
}
