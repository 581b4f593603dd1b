/** One value that differs between two states of a document. */
export interface FieldChange {
  /** JSON pointer (RFC 6901) into the document. */
  pointer: string;
  before: unknown;
  after: unknown;
}

type Plain = Record<string, unknown>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');

/**
 * What differs between two states of a JSON document, for the audit log and the event (product 1.13): one
 * entry a leaf, in the order of the new state; a list counts as one value.
 */
export function changesBetween(before: unknown, after: unknown, pointer = ''): FieldChange[] {
  if (isPlain(before) && isPlain(after))
    return [...new Set([...Object.keys(after), ...Object.keys(before)])].flatMap((name) =>
      changesBetween(before[name], after[name], `${pointer}/${escaped(name)}`),
    );
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ pointer, before, after }];
}

/** Changes as the audit keeps them: what each field was, and what it is. */
export const auditOf = (
  changes: readonly FieldChange[],
): { before: Record<string, unknown>; after: Record<string, unknown> } => ({
  before: Object.fromEntries(changes.map((change) => [change.pointer, change.before])),
  after: Object.fromEntries(changes.map((change) => [change.pointer, change.after])),
});

/** Where something changed, as events name it. */
export const pointersOf = (changes: readonly FieldChange[]): string[] =>
  changes.map((change) => change.pointer);

/** What the audit keeps of a change, as changes again; what a side lacks was, or is, not there (null). */
export function changesOfAudit({ before, after }: { before: unknown; after: unknown }): FieldChange[] {
  const [was, is] = [before, after].map((side) => (isPlain(side) ? side : {})) as [Plain, Plain];
  return [...new Set([...Object.keys(is), ...Object.keys(was)])].map((pointer) => ({
    pointer,
    before: was[pointer] ?? null,
    after: is[pointer] ?? null,
  }));
}
