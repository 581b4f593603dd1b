import { useEffect, useState } from 'preact/hooks';
import { dateOf, dayOf, localOf } from '../../../shared/domain/zone.ts';
import * as api from '../../api/staff.ts';
import { Button } from '../../parts/button.tsx';
import { Select } from '../../parts/controls.tsx';
import { Trouble } from '../../parts/messages.tsx';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import type { Desk } from '../desk.ts';
import { Letter } from './letter.tsx';
import type { TemplateDesk } from './use-template.ts';
import { lengthText } from './words.ts';

/** How far ahead the diary is looked through for appointments to try the words with. */
const DAYS = 30;

/** What a client would read about a real appointment, with the words as they stand (product 1.12). */
export function PreviewPart({
  desk,
  practice,
  own,
}: {
  desk: Desk;
  practice: api.Practice;
  own: TemplateDesk;
}) {
  const [appointments, setAppointments] = useState<api.AppointmentRecord[] | null>(null);
  const [chosen, choose] = useState('');
  const show = useAction(() => own.show(chosen));
  const find = useAction(async () => {
    const today = localOf(practice.zone, Math.floor(Date.now() / 60_000)).date;
    const answer = await api.listDiary(practice.id, dateOf(dayOf(today) + DAYS));
    const problem = desk.settled(answer);
    if (answer.ok) {
      setAppointments(answer.value.items);
      choose(answer.value.items[0]?.id ?? '');
    }
    return problem;
  });
  useEffect(() => void find.run(), [practice.id]);

  const { preview, words } = own;
  const isOld = preview !== null && preview.of !== words;
  return (
    <section aria-labelledby="preview">
      <h2 id="preview">Preview</h2>
      {appointments?.length === 0 && (
        <p class="hint">A preview needs an appointment. None begins in the next {DAYS} days.</p>
      )}
      {appointments !== null && appointments.length > 0 && (
        <>
          <Select
            id="appointment"
            label="With the appointment of"
            value={chosen}
            options={appointments.map(({ id, client, when }) => ({
              value: id,
              label: `${client.name}, ${when}`,
            }))}
            onChange={choose}
          />
          <div class="actions">
            <Button look="plain" busy={show.busy && 'Loading...'} onPress={() => void show.run()}>
              Preview
            </Button>
          </div>
        </>
      )}
      <Trouble
        text={(find.problem ?? show.problem) && problemText((find.problem ?? show.problem)!)}
        {...(find.problem && { again: () => void find.run() })}
      />
      <div aria-live="polite">
        {isOld && <p class="hint">You have changed the words since. Press Preview again.</p>}
      </div>
      {preview && <Seen seen={preview.seen} />}
    </section>
  );
}

function Seen({ seen }: { seen: api.Preview }) {
  if (seen.channel === 'email')
    return (
      <>
        <p>
          <strong>Subject:</strong> {seen.subject}
        </p>
        <Letter html={seen.html} />
      </>
    );
  return (
    <>
      <p class="text-message">{seen.text}</p>
      <p>{lengthText(seen)}</p>
    </>
  );
}
