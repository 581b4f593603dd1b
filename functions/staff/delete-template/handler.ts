import { commit } from '../../../shared/data/change.ts';
import { findTemplate, removeTemplate } from '../../../shared/data/template.ts';
import { changesBetween } from '../../../shared/domain/changes.ts';
import { found } from '../../../shared/domain/decision.ts';
import { templateHappening } from '../../../shared/domain/template-rules.ts';
import { api } from '../../../shared/runtime/api.ts';
import { overVersion } from '../../../shared/runtime/version.ts';
import { deleteTemplate } from './contract.ts';

/** A manager takes the practice's own words for a notice back (product 1.12). */
export const handler = api(deleteTemplate, async ({ actor, params: { templateId }, change, version }) => {
  const template = found(await findTemplate(actor, templateId));
  const { version: read, subject, body } = template;
  const changes = changesBetween({ subject, body }, {});
  const reread = () => findTemplate(actor, templateId);
  await overVersion({ given: version, read, changes, race: 'template', reread }, (next) =>
    commit(actor, change, {
      writes: [removeTemplate(actor, template)],
      happenings: [
        {
          ...templateHappening({ ...template, version: next }, false),
          audit: { before: { subject, body } },
        },
      ],
    }),
  );
  return undefined;
});
