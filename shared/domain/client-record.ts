import type * as z from 'zod';
import type { Staff } from './catalogue.ts';
import { changesBetween, type FieldChange } from './changes.ts';
import { type Access, accessState, type Client, client } from './client.ts';
import { allow, type Decision, refuseFields } from './decision.ts';

/** A client as staff see them. */
export const clientRecord = client
  .required({ clinicianIds: true })
  .extend({ access: accessState.meta({ description: 'Portal access.' }) })
  .meta({ id: 'ClientRecord' });
export type ClientRecord = z.infer<typeof clientRecord>;

/** A client as staff see them; who was never assigned to anybody has an empty list. */
export const clientRecordOf = (it: Client, { state }: Pick<Access, 'state'>): ClientRecord =>
  clientRecord.strip().parse({ clinicianIds: [], ...it, access: state });

/**
 * Decides to which clinicians a client is assigned (product 4.2): each once, and one that the practice has; one
 * assigned already may stay when they have left. Refuses with `validation` and a pointer for each.
 */
export function decideAssigned(
  before: Pick<Client, 'clinicianIds'>,
  draft: readonly string[],
  staff: readonly Staff[],
): Decision<FieldChange[]> {
  const { clinicianIds = [] } = before;
  const known = new Set([
    ...clinicianIds,
    ...staff.filter((member) => !member.archived && member.roles.includes('clinician')).map(({ id }) => id),
  ]);
  const errors = draft.flatMap((id, at) => {
    const pointer = `/clinicianIds/${at}`;
    if (draft.indexOf(id) < at)
      return [{ pointer, code: 'repeated', message: `The clinician ${id} is named twice.` }];
    return known.has(id)
      ? []
      : [{ pointer, code: 'clinician-unknown', message: `The practice has no clinician ${id} at work.` }];
  });
  return errors.length > 0
    ? refuseFields(errors)
    : allow(changesBetween({ clinicianIds }, { clinicianIds: draft }));
}
