import { commit, newId } from '../../../shared/data/change.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { getTemplate, putTemplate } from '../../../shared/data/template.ts';
import { granted } from '../../../shared/domain/decision.ts';
import { onlyOneTemplate, templateHappening } from '../../../shared/domain/template-rules.ts';
import { api } from '../../../shared/runtime/api.ts';
import { decideWords } from '../../../shared/runtime/wording.ts';
import { createTemplate } from './contract.ts';

/** A manager writes the practice's own words for a notice that had the default ones (product 1.12). */
export const handler = api(createTemplate, async ({ actor, body, change }) => {
  const { notice, channel } = body;
  const words = granted(decideWords(body, actor.practice));
  return decideAgain(async () => {
    granted(onlyOneTemplate(await getTemplate(actor, notice, channel)));
    const template = { id: newId('template', change.clock()), notice, channel, ...words, version: 1 };
    await commit(actor, change, {
      writes: [putTemplate(actor, template, 'new')],
      happenings: [{ ...templateHappening(template, true), audit: { after: words } }],
      answer: template,
    });
    return template;
  });
});
