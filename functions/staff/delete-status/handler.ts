import { deleteStatus as deletionOf, getAllOf } from '../../../shared/data/catalogue.ts';
import { commit } from '../../../shared/data/change.ts';
import { getPractice } from '../../../shared/data/practice.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { found, granted } from '../../../shared/domain/decision.ts';
import { decideStatusDeletion } from '../../../shared/domain/status-rules.ts';
import { api } from '../../../shared/runtime/api.ts';
import { requireVersion } from '../../../shared/runtime/version.ts';
import { deleteStatus } from './contract.ts';

/** A manager deletes a status that was never used; whoever uses it at the same moment wins or is too late. */
export const handler = api(deleteStatus, async ({ actor, params: { statusId }, change, version }) =>
  decideAgain(async (round) => {
    const [practice, statuses] = await Promise.all([
      round === 0 ? actor.practice : getPractice(actor).then(found),
      getAllOf(actor, 'statuses'),
    ]);
    const { settings, settingsVersion } = practice;
    const status = found(statuses.find(({ id }) => id === statusId));
    requireVersion(version, status.version);
    const { beside } = granted(decideStatusDeletion({ status, statuses, settings }));
    const { name, kind } = status;
    await commit(actor, change, {
      writes: deletionOf(actor, status, { beside, settingsVersion }),
      happenings: [
        {
          type: 'status.deleted.v1',
          aggregate: { type: 'status', id: statusId },
          sequence: status.version + 1,
          data: { statusId, statusKind: kind },
          audit: { before: { '/name': name, '/kind': kind } },
        },
      ],
    });
    return undefined;
  }),
);
