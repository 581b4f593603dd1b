import { Count } from '../../parts/controls.tsx';
import { FieldError } from '../../parts/fields.tsx';
import { fieldId } from '../document.ts';
import { type Form, fieldOf } from './form.ts';
import { fieldName, noticeNames } from './words.ts';

type Notice = keyof typeof noticeNames;
const channels = ['email', 'text'] as const;

/** Which notices clients get, and how (product 1.12). */
export function Notices({ form }: { form: Form }) {
  const { draft, statuses } = form;
  const { statusIds } = draft.notices.appointmentStatusChanged;
  const statusPointer = '/notices/appointmentStatusChanged/statusIds';
  return (
    <section aria-labelledby="notices">
      <h2 id="notices">Messages to clients</h2>
      <p class="hint">Only clients who agreed to e-mail or texts get them.</p>
      <table class="grid">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">E-mail</th>
            <th scope="col">Text</th>
          </tr>
        </thead>
        <tbody>
          {(Object.keys(noticeNames) as Notice[]).map((notice) => (
            <Row key={notice} form={form} notice={notice} />
          ))}
        </tbody>
      </table>
      <Count
        {...fieldOf(form, '/notices/reminder/hoursBefore')}
        value={draft.notices.reminder.hoursBefore}
        effect={reminderText(draft.notices.reminder.hoursBefore)}
      />
      <fieldset class="field" id={fieldId(statusPointer)} tabIndex={-1}>
        <legend>{fieldName(statusPointer)}</legend>
        <FieldError id="statuses-error" text={form.mistake(statusPointer)} />
        {statuses.map(({ id, name }) => (
          <label key={id} class="tick">
            <input
              type="checkbox"
              checked={statusIds.includes(id)}
              onChange={({ currentTarget: { checked } }) =>
                form.set(
                  statusPointer,
                  checked ? [...statusIds, id] : statusIds.filter((other) => other !== id),
                )
              }
            />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}

function Row({ form, notice }: { form: Form; notice: Notice }) {
  const mistake = channels.map((channel) => form.mistake(`/notices/${notice}/${channel}`)).find(Boolean);
  return (
    <tr>
      <th scope="row">
        {noticeNames[notice]}
        <FieldError id={`${notice}-error`} text={mistake} />
      </th>
      {channels.map((channel) => {
        const { id, label, onChange } = fieldOf(form, `/notices/${notice}/${channel}`);
        return (
          <td key={channel}>
            <label class="tick alone">
              <input
                id={id}
                type="checkbox"
                aria-label={label}
                checked={form.draft.notices[notice][channel]}
                onChange={(event) => onChange(event.currentTarget.checked)}
                aria-invalid={mistake ? 'true' : undefined}
              />
            </label>
          </td>
        );
      })}
    </tr>
  );
}

/** "48 hours before": what a number of hours is in days. */
function reminderText(hours: number): string | undefined {
  if (!Number.isInteger(hours)) return undefined;
  if (hours % 24 > 0) return `The reminder goes out ${hours} ${hours === 1 ? 'hour' : 'hours'} before.`;
  return `The reminder goes out ${hours / 24} ${hours === 24 ? 'day' : 'days'} before, at the same time of day.`;
}
