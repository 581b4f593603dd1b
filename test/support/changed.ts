import { getAllOf, putService, putStaff } from '../../shared/data/catalogue.ts';
import { keys } from '../../shared/data/keys.ts';
import { changePractice, getPractice } from '../../shared/data/practice.ts';
import { type Item, queryAll, transact } from '../../shared/data/table.ts';
import type { Scope } from '../../shared/domain/actor.ts';
import type { Service, Staff } from '../../shared/domain/catalogue.ts';
import { granted } from '../../shared/domain/decision.ts';
import type { Practice } from '../../shared/domain/practice.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { decideSettings } from '../../shared/domain/settings-rules.ts';

/** Records of a practice, changed as its staff would change them. */

/** The practice with other settings, decided and written as by its manager. */
export async function settingsChanged(scope: Scope, over: Partial<Settings>): Promise<void> {
  const practice = (await getPractice(scope))!;
  const statuses = await getAllOf(scope, 'statuses');
  const draft = { ...practice.settings, ...over };
  const { settings, policyVersion, sessionEpoch } = granted(decideSettings({ practice, statuses, draft }));
  const fields = { settings, policyVersion, sessionEpoch };
  await transact([changePractice(scope, 'settingsVersion', practice.settingsVersion, fields)]);
}

/** The practice with other fields of its own. */
export async function practiceChanged(scope: Scope, fields: Partial<Practice>): Promise<void> {
  const practice = (await getPractice(scope))!;
  await transact([changePractice(scope, 'profileVersion', practice.profileVersion, fields)]);
}

/** A member of staff, changed for the first time. */
export const staffChanged = (scope: Scope, member: Staff, over: Partial<Staff>): Promise<void> =>
  transact([
    putStaff(scope, { ...member, ...over, version: member.version + 1 }, { version: member.version }),
  ]);

/** A service, changed for the first time. */
export const serviceChanged = (scope: Scope, service: Service, over: Partial<Service>): Promise<void> =>
  transact([
    putService(scope, { ...service, ...over, version: service.version + 1 }, { version: service.version }),
  ]);

/** The rows that a practice has written in a month: events and audit, oldest first. */
export const rowsOf = ({ practiceId }: Scope, month = '2026-11'): Promise<Item[]> =>
  queryAll({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': keys.event(practiceId, month, '').pk },
  });

/** The events of one type among them. */
export const eventsOf = async (scope: Scope, type: string, month?: string): Promise<Item[]> =>
  (await rowsOf(scope, month)).filter((row) => row.type === type);
