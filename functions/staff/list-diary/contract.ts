import * as z from 'zod';
import { anyStaff, route } from '../../../shared/contract.ts';
import { localDate } from '../../../shared/domain/appointment.ts';
import { practiceId, staffId } from '../../../shared/domain/id.ts';
import { pageOf, pageQuery } from '../../../shared/domain/practice-view.ts';
import { appointmentRecord } from '../../../shared/domain/staff-appointment-view.ts';

export const listDiary = route({
  name: 'list-diary',
  area: 'appointments',
  method: 'GET',
  path: '/v1/practices/{practiceId}/appointments',
  summary: 'The diary of one clinician, or of all: the appointments that begin on some dates, by start.',
  caller: anyStaff,
  params: z.object({ practiceId }),
  query: z.strictObject({
    ...pageQuery,
    staffId: staffId.optional().meta({ description: 'One clinician; all of them if left out.' }),
    from: localDate.optional().meta({ description: "First date in the practice's zone; today if left out." }),
    to: localDate
      .optional()
      .meta({ description: 'The date after the last; a week on if left out, 62 days at most.' }),
  }),
  result: pageOf(appointmentRecord),
  refusals: ['validation'],
  needs: ['table:read', 'table:write'],
});
