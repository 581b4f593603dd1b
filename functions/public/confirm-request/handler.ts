import { getCatalogue } from '../../../shared/data/catalogue.ts';
import { getRequest } from '../../../shared/data/request.ts';
import { decideAgain } from '../../../shared/data/table.ts';
import { confirmationViewOf } from '../../../shared/domain/confirmation.ts';
import { api } from '../../../shared/runtime/api.ts';
import { placeConfirmed, proveConfirmation } from '../../../shared/runtime/confirmation.ts';
import { asItWasRead } from '../../../shared/runtime/version.ts';
import { confirmRequest } from './contract.ts';

/**
 * A stranger presses Confirm: the time is held from now on, or booked where nobody has to approve (product 4.4,
 * 5.1). Whoever presses twice, or at once, sees the same yes.
 */
export const handler = api(confirmRequest, ({ body, change, now }) =>
  decideAgain(async () => {
    const { practice, request } = await proveConfirmation(body.token, now);
    if (request.state !== 'unconfirmed') {
      const catalogue = await getCatalogue({ practiceId: practice.id });
      return confirmationViewOf(request, practice, catalogue, now);
    }
    const wanted = body.startsAt ?? request.startsAt;
    // Of two presses at once the slower one may find its own time taken: by the other.
    const { placed, catalogue } = await asItWasRead(
      request,
      () => getRequest({ practiceId: practice.id }, request.id),
      () => placeConfirmed(practice, request, wanted, change),
    );
    return confirmationViewOf(placed, practice, catalogue, now);
  }),
);
