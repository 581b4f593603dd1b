import { commit } from '../../../shared/data/change.ts';
import { findTemplate, putTemplate } from '../../../shared/data/template.ts';
import { auditOf, changesBetween } from '../../../shared/domain/changes.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { templateHappening } from '../../../shared/domain/template-rules.ts';
import { api } from '../../../shared/runtime/api.ts';
import { overVersion } from '../../../shared/runtime/version.ts';
import { decideWords } from '../../../shared/runtime/wording.ts';
import { updateTemplate } from './contract.ts';

/** A manager changes the practice's own words for a notice (product 1.12). */
export const handler = api(
  updateTemplate,
  async ({ actor, params: { templateId }, body, change, version }) => {
    const before = found(await findTemplate(actor, templateId));
    const read = before.version;
    const { subject = before.subject, body: text = before.body } = body;
    const template = {
      ...before,
      ...granted(decideWords({ ...before, subject, body: text }, actor.practice)),
    };
    const changes = changesBetween(before, template);
    const reread = () => findTemplate(actor, templateId);
    const next = await overVersion({ given: version, read, changes, race: 'template', reread }, (next) =>
      commit(actor, change, {
        writes: [putTemplate(actor, { ...template, version: next }, { version: read })],
        happenings: [{ ...templateHappening({ ...template, version: next }, true), audit: auditOf(changes) }],
      }),
    );
    return { ...template, version: next };
  },
);
