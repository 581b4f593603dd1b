import * as z from 'zod';
import { aClient, route } from '../../../shared/contract.ts';
import { appointmentView } from '../../../shared/domain/appointment-view.ts';
import { pageOf, pageQuery } from '../../../shared/domain/practice-view.ts';

export const listAppointments = route({
  name: 'list-appointments',
  area: 'appointments',
  method: 'GET',
  path: '/v1/me/appointments',
  summary: "A client's own appointments, upcoming or past, each with what may be done about it.",
  caller: aClient,
  query: z.strictObject({ ...pageQuery, when: z.enum(['upcoming', 'past']).default('upcoming') }),
  result: pageOf(appointmentView),
  refusals: [],
  needs: ['table:read', 'table:write'],
});
