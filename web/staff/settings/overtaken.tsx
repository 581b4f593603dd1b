import { useState } from 'preact/hooks';
import { Button } from '../../parts/button.tsx';
import { Note } from '../../parts/messages.tsx';
import type { SettingsDesk } from './use-settings.ts';
import { fieldName, valueText } from './words.ts';

/** Somebody else saved first: what they changed, beside what would be saved now (product 1.13). */
export function Overtaken({ settings }: { settings: SettingsDesk }) {
  const { overtaken, changes, statuses } = settings;
  const [comparing, compare] = useState(false);
  if (!overtaken) return null;
  const mine = new Map(changes.map(({ pointer, after }) => [pointer, after]));
  return (
    <Note tone="warn" alert>
      <p>{overtaken.by ?? 'Someone else'} saved first. Your changes are kept.</p>
      <Button look="plain" expanded={comparing} onPress={() => compare(!comparing)}>
        Compare
      </Button>
      {comparing && (
        <div class="scroll">
          <table class="grid words">
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col">Saved now</th>
                <th scope="col">Yours</th>
              </tr>
            </thead>
            <tbody>
              {overtaken.theirs.map(({ pointer, after }) => (
                <tr key={pointer}>
                  <th scope="row">{fieldName(pointer)}</th>
                  <td>{valueText(pointer, after, statuses)}</td>
                  <td>{mine.has(pointer) ? valueText(pointer, mine.get(pointer), statuses) : 'The same'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Note>
  );
}
