import type { Contract } from '../shared/contract.ts';
import { cancelAppointment } from './client/cancel-appointment/contract.ts';
import { changeAppointment } from './client/change-appointment/contract.ts';
import { endSession } from './client/end-session/contract.ts';
import { listAppointments } from './client/list-appointments/contract.ts';
import { listMoveOpenings } from './client/list-move-openings/contract.ts';
import { readAppointment } from './client/read-appointment/contract.ts';
import { readAppointmentCalendar } from './client/read-appointment-calendar/contract.ts';
import { readMe } from './client/read-me/contract.ts';
import { answerUnknown } from './public/answer-unknown/contract.ts';
import { openAppointmentLink } from './public/open-appointment-link/contract.ts';
import { openStaffSession } from './public/open-staff-session/contract.ts';
import { readDocs } from './public/read-docs/contract.ts';
import { readDocsAsset } from './public/read-docs-asset/contract.ts';
import { readHealth } from './public/read-health/contract.ts';
import { readOpenapi } from './public/read-openapi/contract.ts';
import { readPortal } from './public/read-portal/contract.ts';
import { readProblem } from './public/read-problem/contract.ts';

/** The registry: every function of Portico, a line each. Infra, documentation and tests loop over it. */
export const contracts: readonly Contract[] = [
  // public
  answerUnknown,
  openAppointmentLink,
  openStaffSession,
  readDocs,
  readDocsAsset,
  readHealth,
  readOpenapi,
  readPortal,
  readProblem,
  // client
  cancelAppointment,
  changeAppointment,
  endSession,
  listAppointments,
  listMoveOpenings,
  readAppointment,
  readAppointmentCalendar,
  readMe,
  // staff
  // flow
  // listen
  // stream
] as readonly Contract[];
