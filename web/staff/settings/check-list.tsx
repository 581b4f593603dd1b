import { useRef } from 'preact/hooks';
import type { Checked } from '../../api/staff.ts';
import { useFocus } from '../../parts/messages.tsx';
import { affectedText } from './check-words.ts';

/** Whom a draft would have met last month; asked for, so it takes focus. */
export function CheckList({ checked }: { checked: Checked }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useFocus(heading, checked);
  return (
    <section aria-labelledby="check">
      <h2 id="check" ref={heading} tabIndex={-1}>
        What would have been different
      </h2>
      <ul class="people">
        {checked.affected.map((each) => (
          <li key={`${each.appointmentId} ${each.occurredAt}`}>
            <strong>{each.client.name || 'A client who was erased'}</strong>
            <br />
            {affectedText(each)}
          </li>
        ))}
      </ul>
      {checked.more && <p class="hint">These are the newest hundred. There were more.</p>}
    </section>
  );
}
