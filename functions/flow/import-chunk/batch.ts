import { getClients } from '../../../shared/data/client.ts';
import { getKnown, nameOf } from '../../../shared/data/external-id.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import type { ImportProblem } from '../../../shared/domain/import/problem.ts';
import type { Counts } from '../../../shared/domain/import/progress.ts';
import type {
  AppointmentRecord,
  ExternalId,
  ImportRecord,
  Reference,
} from '../../../shared/domain/import/record.ts';
import { type Context, imported, type Outcome, type Row, refusedRow, type Surroundings } from './context.ts';
import { inOrder } from './in-order.ts';
import type { ReadRow } from './rows.ts';
import { type Planned, planVisit, type Same, statusDeleted, writeVisit } from './visit.ts';
import { writeLocation, writeRole, writeService, writeStaff } from './write-catalogue.ts';
import { writeClient } from './write-client.ts';

/** Rows side by side: each is a trip or two to the table. */
const WIDTH = 16;

/** Imports some rows: all that they refer to is found in one trip, then each is a transaction of its own. */
export async function importBatch(
  context: Context,
  batch: readonly ReadRow[],
): Promise<{ counts: Counts; problems: ImportProblem[] }> {
  const around = await surroundingsOf(context, batch);
  const plans: Plan[] = [];
  // One after another: a service that two rows name for the first time is made once.
  for (const it of batch) plans.push(await planOf(context, around, it));
  const outcomes = await inOrder(
    plans,
    (plan) => plan.keys,
    WIDTH,
    (plan) => plan.work(),
  );
  const counts: Counts = { imported: 0, unchanged: 0, rejected: 0 };
  const problems: ImportProblem[] = [];
  for (const [at, outcome] of outcomes.entries()) {
    const { row, line } = batch[at] as ReadRow;
    counts[outcome.count] += 1;
    for (const problem of outcome.problems) problems.push({ line, row, ...problem });
  }
  return { counts, problems };
}

const referencesOf = (record: ImportRecord): Reference[] => {
  if (record.kind === 'staff') return record.services;
  if (record.kind === 'role') return [record.staff];
  if (record.kind !== 'appointment' && record.kind !== 'encounter') return [];
  const { client, staff, location, service, sameAs } = record;
  return [...client, ...staff, ...location, ...sameAs, ...(service ? [service] : [])];
};

const namesOf = (record: ImportRecord): ExternalId[] => [record.identity, ...record.aliases];

async function surroundingsOf(
  { scope, catalogue }: Context,
  batch: readonly ReadRow[],
): Promise<Surroundings> {
  const records = batch.flatMap(({ read }) => read.record ?? []);
  const references = records.flatMap(referencesOf);
  const names = [...records.flatMap(namesOf), ...references.flatMap(({ candidates }) => candidates)];
  const known = await getKnown(scope, names);
  const visits = records.filter((record): record is AppointmentRecord => 'client' in record);
  const clientIds = visits
    .flatMap(({ client }) => client)
    .flatMap(({ id, candidates }) => [id, ...candidates.map((name) => known.get(nameOf(name))?.id)])
    .filter((id) => id !== undefined);
  const clients = new Map((await getClients(scope, clientIds)).map((client) => [client.id, client]));
  const entries = [...catalogue.staff, ...catalogue.services, ...catalogue.locations];
  const ids = new Set(entries.map(({ id }) => id));
  return {
    known,
    clients,
    directory: {
      known: (name) => known.get(nameOf(name)),
      has: (id) => ids.has(id) || clients.has(id),
    },
  };
}

/** What will be done for a row, and what it must not do at the same time as others. */
interface Plan {
  keys: string[];
  work: () => Promise<Outcome>;
}

const settled = (outcome: Outcome): Plan => ({ keys: [], work: async () => outcome });

async function planOf(context: Context, around: Surroundings, it: ReadRow): Promise<Plan> {
  const { record, problems } = it.read;
  if (record === null) return settled({ count: 'rejected', problems });
  const row: Row = { row: it.row, line: it.line, record };
  const names = namesOf(record).map(nameOf);
  const isNew = !around.known.has(nameOf(record.identity));
  const visit = 'client' in record && isNew ? await planVisit(context, around, record) : undefined;
  if (visit && 'problems' in visit) return settled(refusedRow(...visit.problems));
  return {
    keys: [
      ...names,
      ...(visit && 'takesTime' in visit && visit.takesTime ? [`diary ${visit.appointment.staffId}`] : []),
      ...(visit && 'firstUseOf' in visit && visit.firstUseOf ? [`status ${visit.firstUseOf}`] : []),
    ],
    work: () =>
      decideAgain(async (round) => {
        await context.mayWrite();
        // Another import was faster with one of these names: look again.
        if (round > 0)
          for (const [name, known] of await getKnown(context.scope, namesOf(record)))
            around.known.set(name, known);
        const before = recognised(context, around, row);
        const deleted =
          round > 0 && 'client' in record && visit && 'firstUseOf' in visit
            ? await statusDeleted(context, record, visit)
            : null;
        const outcome = before ?? deleted ?? (await write(context, around, row, visit));
        // Remarks belong to the row that went in, not to one that was here already.
        return outcome.count === 'imported'
          ? { ...outcome, problems: [...problems, ...outcome.problems] }
          : outcome;
      }),
  };
}

/** What is to be said of a row whose outside name is known already, or null. */
function recognised(context: Context, around: Surroundings, { row, record }: Row): Outcome | null {
  const known = around.known.get(nameOf(record.identity));
  if (!known) return null;
  if (known.importId !== context.import.id) return { count: 'unchanged', problems: [] };
  // This very row, in a chunk that ended before it could say so.
  if (known.row === row) return imported();
  const reason = `This is the same record as on line ${known.line}: the first one was imported.`;
  const field = context.import.format === 'csv' ? 'externalId' : 'id';
  return refusedRow({ field, reason, outcome: 'rejected' });
}

async function write(
  context: Context,
  around: Surroundings,
  row: Row,
  visit: Planned | Same | undefined,
): Promise<Outcome> {
  const { record, ...place } = row;
  switch (record.kind) {
    case 'location':
      return writeLocation(context, around, { ...place, record });
    case 'service':
      return writeService(context, around, { ...place, record });
    case 'staff':
      return writeStaff(context, around, { ...place, record });
    case 'role':
      return writeRole(context, around, { ...place, record });
    case 'client':
      return writeClient(context, around, { ...place, record });
    default:
      return visit ? writeVisit(context, around, { ...place, record }, visit) : imported();
  }
}
