import type { Practice, Settings, Status } from '../../api/staff.ts';
import { fieldId } from '../document.ts';
import { fieldName } from './words.ts';

/** What the parts of the form share: the draft, what is amiss in it, and how it is changed. */
export interface Form {
  practice: Practice;
  draft: Settings;
  statuses: Status[];
  mistake: (pointer: string) => string | undefined;
  set: (pointer: string, value: unknown) => void;
}

/** What a control of one field is given: its id, its name, what is amiss, and how it is changed. */
export const fieldOf = (form: Form, pointer: string) => ({
  id: fieldId(pointer),
  label: fieldName(pointer),
  mistake: form.mistake(pointer),
  onChange: (value: unknown) => form.set(pointer, value),
});
