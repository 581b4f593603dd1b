import { commit, newId } from '../../../shared/data/change.ts';
import { newClient } from '../../../shared/data/client.ts';
import type { ClientRecord } from '../../../shared/domain/import/record.ts';
import { type Context, imported, type Outcome, type Row, type Surroundings } from './context.ts';
import { naming } from './names.ts';

/**
 * A new client, without access to the portal. Two rows are one client only by their outside name: people may
 * share name, date of birth and postcode.
 */
export async function writeClient(
  context: Context,
  around: Surroundings,
  row: Row<ClientRecord>,
): Promise<Outcome> {
  const { scope, change, practice } = context;
  const { kind: _, identity: __, aliases: ___, ...details } = row.record;
  const id = newId('client', change.clock());
  const names = naming(context, around, row, id);
  await commit(scope, change, {
    writes: [...newClient(scope, practice, { id, ...details, version: 1 }), ...names.writes],
    happenings: [
      {
        type: 'client.created.v1',
        aggregate: { type: 'client', id },
        sequence: 1,
        data: { clientId: id },
        test: details.test,
        clientId: id,
        audit: { note: `line ${row.line}` },
      },
    ],
  });
  names.learn();
  return imported(names.remarks);
}
