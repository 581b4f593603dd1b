import { putLocation, putService, putStaff } from '../../../shared/data/catalogue.ts';
import { commit, newId } from '../../../shared/data/change.ts';
import type { Write } from '../../../shared/data/table.ts';
import type { FieldProblem } from '../../../shared/domain/import/problem.ts';
import type {
  LocationRecord,
  RoleRecord,
  ServiceRecord,
  StaffRecord,
} from '../../../shared/domain/import/record.ts';
import { resolve } from '../../../shared/domain/import/resolve.ts';
import { type Context, imported, type Outcome, type Row, refusedRow, type Surroundings } from './context.ts';
import { naming } from './names.ts';

/** Locations, services and staff: what appointments refer to. */

async function save(
  context: Context,
  around: Surroundings,
  row: Row,
  id: string,
  writes: Write[],
): Promise<Outcome> {
  const names = naming(context, around, row, id);
  await commit(context.scope, context.change, { writes: [...writes, ...names.writes], happenings: [] });
  names.learn();
  return imported(names.remarks);
}

/** A new location. */
export async function writeLocation(
  context: Context,
  around: Surroundings,
  row: Row<LocationRecord>,
): Promise<Outcome> {
  const { name, address, zone } = row.record;
  const id = newId('location', context.change.clock());
  const location = { id, name, address, zone, archived: false, version: 1 };
  return save(context, around, row, id, [putLocation(context.scope, location, 'new')]);
}

/** A new service. */
export async function writeService(
  context: Context,
  around: Surroundings,
  row: Row<ServiceRecord>,
): Promise<Outcome> {
  const { name, durationMinutes } = row.record;
  const id = newId('service', context.change.clock());
  const service = { id, name, durationMinutes, overrides: {}, archived: false, version: 1 };
  return save(context, around, row, id, [putService(context.scope, service, 'new')]);
}

/** A new member of staff, who can sign in once their identity is tied to it. */
export async function writeStaff(
  context: Context,
  around: Surroundings,
  row: Row<StaffRecord>,
): Promise<Outcome> {
  const { name, email, roles, bookableOnline, services } = row.record;
  const found = services.map((reference) => resolve(reference, around.directory, 'service'));
  const problems = found.flatMap((it): FieldProblem[] => ('problem' in it ? [it.problem] : []));
  if (problems.length > 0) return refusedRow(...problems);
  const serviceIds = [...new Set(found.flatMap((it) => ('id' in it ? [it.id] : [])))];
  const id = newId('staff', context.change.clock());
  const notices = { own: true, all: false };
  const member = { id, name, email, roles, bookableOnline, serviceIds, notices, archived: false, version: 1 };
  return save(context, around, row, id, [putStaff(context.scope, member, 'new')]);
}

/** A PractitionerRole is another name of a member of staff: appointments may refer to either. */
export async function writeRole(
  context: Context,
  around: Surroundings,
  row: Row<RoleRecord>,
): Promise<Outcome> {
  const found = resolve(row.record.staff, around.directory, 'member of staff');
  return 'problem' in found ? refusedRow(found.problem) : save(context, around, row, found.id, []);
}
