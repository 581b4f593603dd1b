import type { Scope } from '../domain/actor.ts';
import type { Channel, Notice } from '../domain/notice.ts';
import type { Template } from '../domain/template.ts';
import { keys } from './keys.ts';
import { getItem, put, queryAll, record, remove, type Write } from './table.ts';

/** A practice's own wording of one notice by one channel, or undefined: then it has the default one. */
export async function getTemplate(
  scope: Scope,
  notice: Notice,
  channel: Channel,
): Promise<Template | undefined> {
  const item = await getItem(keys.template(scope.practiceId, notice, channel));
  return item && record<Template>(item);
}

/** All own wordings of a practice: one for each notice and channel at most, so one query. */
export async function listTemplates(scope: Scope): Promise<Template[]> {
  const items = await queryAll({
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': keys.catalogue(scope.practiceId), ':prefix': 'TEMPLATE#' },
    ConsistentRead: true,
  });
  return items.map((item) => record<Template>(item));
}

/** The template of an id, or undefined. */
export const findTemplate = async (scope: Scope, templateId: string): Promise<Template | undefined> =>
  (await listTemplates(scope)).find(({ id }) => id === templateId);

const keyOf = (scope: Scope, { notice, channel }: Template) =>
  keys.template(scope.practiceId, notice, channel);

/** Writes a template, new or over the version that was read; loses `template` where another was faster. */
export const putTemplate = (scope: Scope, template: Template, when: 'new' | { version: number }): Write =>
  put('template', keyOf(scope, template), template, when);

/** Takes a template away, in the version that was read; loses `template` where another was faster. */
export const removeTemplate = (scope: Scope, template: Template): Write =>
  remove('template', keyOf(scope, template), {
    condition: 'id = :id AND version = :version',
    values: { ':id': template.id, ':version': template.version },
  });
