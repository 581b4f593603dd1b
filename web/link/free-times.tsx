import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Problem } from '../api/answer.ts';
import { fullDayText } from '../parts/dates.ts';
import { Sentence } from '../parts/layout.tsx';
import { Loading, Note, Trouble } from '../parts/messages.tsx';
import { useAction } from '../parts/use-action.ts';
import { problemText } from '../parts/words.ts';
import type { Looked } from './looked.ts';
import { type PickerProps, SlotPicker } from './slot-picker.tsx';

interface Props extends Omit<PickerProps, 'looked' | 'looking' | 'onLater'> {
  looked: Looked | null;
  look: () => Promise<Problem | null>;
  later: () => Promise<Problem | null>;
  phone: string;
  /** Another way on where nothing is free. */
  children?: ComponentChildren;
}

/** The free times to choose from, looked for when they are first needed; or that there are none. */
export function FreeTimes({ looked, phone, children, ...props }: Props) {
  const look = useAction(() => props.look());
  const later = useAction(() => props.later());
  const nothingKnown = looked === null;
  useEffect(() => {
    if (nothingKnown) void look.run();
  }, [nothingKnown]);
  return (
    <>
      {nothingKnown && look.busy && <Loading what="times" />}
      <Trouble text={look.problem && problemText(look.problem)} again={() => void look.run()} />
      <Trouble text={later.problem && problemText(later.problem)} again={() => void later.run()} />
      {looked && looked.openings.length === 0 && (
        <>
          <Note tone="info">
            <p>No times are free online until {fullDayText(looked.to, props.place.country)}.</p>
            <p>
              <Sentence text={`Please phone ${phone}.`} phone={phone} />
            </p>
          </Note>
          {children}
        </>
      )}
      {looked && looked.openings.length > 0 && (
        <SlotPicker {...props} looked={looked} looking={later.busy} onLater={() => void later.run()} />
      )}
    </>
  );
}
