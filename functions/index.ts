import type { Contract } from '../shared/contract.ts';
import { acceptOffer } from './client/accept-offer/contract.ts';
import { cancelAppointment } from './client/cancel-appointment/contract.ts';
import { changeAppointment } from './client/change-appointment/contract.ts';
import { changeRequest } from './client/change-request/contract.ts';
import { createRequest } from './client/create-request/contract.ts';
import { endCalendarFeed } from './client/end-calendar-feed/contract.ts';
import { endSession } from './client/end-session/contract.ts';
import { joinWaitlist } from './client/join-waitlist/contract.ts';
import { leaveWaitlist } from './client/leave-waitlist/contract.ts';
import { listAppointments } from './client/list-appointments/contract.ts';
import { listBookableServices } from './client/list-bookable-services/contract.ts';
import { listMoveOpenings } from './client/list-move-openings/contract.ts';
import { listOpenings } from './client/list-openings/contract.ts';
import { listRequests } from './client/list-requests/contract.ts';
import { listWaitlist } from './client/list-waitlist/contract.ts';
import { readAppointment } from './client/read-appointment/contract.ts';
import { readAppointmentCalendar } from './client/read-appointment-calendar/contract.ts';
import { readMe } from './client/read-me/contract.ts';
import { readPreferences } from './client/read-preferences/contract.ts';
import { refuseOffer } from './client/refuse-offer/contract.ts';
import { replaceCalendarFeed } from './client/replace-calendar-feed/contract.ts';
import { updatePreferences } from './client/update-preferences/contract.ts';
import { withdrawRequest } from './client/withdraw-request/contract.ts';
import { importChunk } from './flow/import-chunk/contract.ts';
import { importFailed } from './flow/import-failed/contract.ts';
import { requestExpire } from './flow/request-expire/contract.ts';
import { requestWait } from './flow/request-wait/contract.ts';
import { zoneChangeCheck } from './flow/zone-change-check/contract.ts';
import { zoneChangeFailed } from './flow/zone-change-failed/contract.ts';
import { zoneChangeFinish } from './flow/zone-change-finish/contract.ts';
import { zoneChangeFreeze } from './flow/zone-change-freeze/contract.ts';
import { zoneChangeMove } from './flow/zone-change-move/contract.ts';
import { beginImport } from './listen/begin-import/contract.ts';
import { beginRequestRound } from './listen/begin-request-round/contract.ts';
import { beginZoneChange } from './listen/begin-zone-change/contract.ts';
import { emailClient } from './listen/email-client/contract.ts';
import { emailConfirmation } from './listen/email-confirmation/contract.ts';
import { emailSignIn } from './listen/email-sign-in/contract.ts';
import { emailStaff } from './listen/email-staff/contract.ts';
import { endRequestRound } from './listen/end-request-round/contract.ts';
import { noteEmailFate } from './listen/note-email-fate/contract.ts';
import { noteTextReply } from './listen/note-text-reply/contract.ts';
import { replayEvents } from './listen/replay-events/contract.ts';
import { rescheduleReminders } from './listen/reschedule-reminders/contract.ts';
import { ringBell } from './listen/ring-bell/contract.ts';
import { scheduleReminder } from './listen/schedule-reminder/contract.ts';
import { tendWaitlist } from './listen/tend-waitlist/contract.ts';
import { textClient } from './listen/text-client/contract.ts';
import { answerUnknown } from './public/answer-unknown/contract.ts';
import { confirmRequest } from './public/confirm-request/contract.ts';
import { listPortalOpenings } from './public/list-portal-openings/contract.ts';
import { listPortalServices } from './public/list-portal-services/contract.ts';
import { openAppointmentLink } from './public/open-appointment-link/contract.ts';
import { openSession } from './public/open-session/contract.ts';
import { openStaffSession } from './public/open-staff-session/contract.ts';
import { readAsyncapi } from './public/read-asyncapi/contract.ts';
import { readCalendarFeed } from './public/read-calendar-feed/contract.ts';
import { readDocs } from './public/read-docs/contract.ts';
import { readDocsAsset } from './public/read-docs-asset/contract.ts';
import { readEventSchema } from './public/read-event-schema/contract.ts';
import { readHealth } from './public/read-health/contract.ts';
import { readOpenapi } from './public/read-openapi/contract.ts';
import { readPortal } from './public/read-portal/contract.ts';
import { readProblem } from './public/read-problem/contract.ts';
import { readStaffSignIn } from './public/read-staff-sign-in/contract.ts';
import { readUnsubscription } from './public/read-unsubscription/contract.ts';
import { requestAppointment } from './public/request-appointment/contract.ts';
import { requestSignIn } from './public/request-sign-in/contract.ts';
import { unsubscribe } from './public/unsubscribe/contract.ts';
import { approveRequest } from './staff/approve-request/contract.ts';
import { archiveLocation } from './staff/archive-location/contract.ts';
import { archiveService } from './staff/archive-service/contract.ts';
import { archiveStaff } from './staff/archive-staff/contract.ts';
import { callOffAppointment } from './staff/call-off-appointment/contract.ts';
import { changeSlug } from './staff/change-slug/contract.ts';
import { checkSettings } from './staff/check-settings/contract.ts';
import { checkZoneChange } from './staff/check-zone-change/contract.ts';
import { clearEmailMark } from './staff/clear-email-mark/contract.ts';
import { createAppointment } from './staff/create-appointment/contract.ts';
import { createAppointmentLink } from './staff/create-appointment-link/contract.ts';
import { createLocation } from './staff/create-location/contract.ts';
import { createService } from './staff/create-service/contract.ts';
import { createStatus } from './staff/create-status/contract.ts';
import { createTemplate } from './staff/create-template/contract.ts';
import { declineRequest } from './staff/decline-request/contract.ts';
import { deleteAppointment } from './staff/delete-appointment/contract.ts';
import { deleteStatus } from './staff/delete-status/contract.ts';
import { deleteTemplate } from './staff/delete-template/contract.ts';
import { endStaffSession } from './staff/end-staff-session/contract.ts';
import { handOverAppointment } from './staff/hand-over-appointment/contract.ts';
import { listAudit } from './staff/list-audit/contract.ts';
import { listBell } from './staff/list-bell/contract.ts';
import { listDeliveries } from './staff/list-deliveries/contract.ts';
import { listDiary } from './staff/list-diary/contract.ts';
import { listEvents } from './staff/list-events/contract.ts';
import { listImportProblems } from './staff/list-import-problems/contract.ts';
import { listLocations } from './staff/list-locations/contract.ts';
import { listPracticeRequests } from './staff/list-practice-requests/contract.ts';
import { listPracticeWaitlist } from './staff/list-practice-waitlist/contract.ts';
import { listServices } from './staff/list-services/contract.ts';
import { listSettingsHistory } from './staff/list-settings-history/contract.ts';
import { listSettingsPresets } from './staff/list-settings-presets/contract.ts';
import { listStaff } from './staff/list-staff/contract.ts';
import { listStatuses } from './staff/list-statuses/contract.ts';
import { listTemplates } from './staff/list-templates/contract.ts';
import { markAttendance } from './staff/mark-attendance/contract.ts';
import { markBellRead } from './staff/mark-bell-read/contract.ts';
import { moveAppointment } from './staff/move-appointment/contract.ts';
import { previewTemplate } from './staff/preview-template/contract.ts';
import { readAppointmentRecord } from './staff/read-appointment-record/contract.ts';
import { readBookingPreferences } from './staff/read-booking-preferences/contract.ts';
import { readClient } from './staff/read-client/contract.ts';
import { readException } from './staff/read-exception/contract.ts';
import { readHours } from './staff/read-hours/contract.ts';
import { readImport } from './staff/read-import/contract.ts';
import { readPractice } from './staff/read-practice/contract.ts';
import { readReplay } from './staff/read-replay/contract.ts';
import { readRequest } from './staff/read-request/contract.ts';
import { readSettings } from './staff/read-settings/contract.ts';
import { readStaffMe } from './staff/read-staff-me/contract.ts';
import { readZoneChange } from './staff/read-zone-change/contract.ts';
import { renameStatus } from './staff/rename-status/contract.ts';
import { replaceBookingPreferences } from './staff/replace-booking-preferences/contract.ts';
import { replaceException } from './staff/replace-exception/contract.ts';
import { replaceHours } from './staff/replace-hours/contract.ts';
import { replaceNotices } from './staff/replace-notices/contract.ts';
import { replaceSettings } from './staff/replace-settings/contract.ts';
import { restoreAppointment } from './staff/restore-appointment/contract.ts';
import { resumeZoneChange } from './staff/resume-zone-change/contract.ts';
import { startImport } from './staff/start-import/contract.ts';
import { startReplay } from './staff/start-replay/contract.ts';
import { startZoneChange } from './staff/start-zone-change/contract.ts';
import { undoDecision } from './staff/undo-decision/contract.ts';
import { updateClient } from './staff/update-client/contract.ts';
import { updateLocation } from './staff/update-location/contract.ts';
import { updatePractice } from './staff/update-practice/contract.ts';
import { updateService } from './staff/update-service/contract.ts';
import { updateStaff } from './staff/update-staff/contract.ts';
import { updateTemplate } from './staff/update-template/contract.ts';
import { relay } from './stream/relay/contract.ts';
import { sweep } from './stream/sweep/contract.ts';

/** The registry: every function of Portico, a line each. Infra, documentation and tests loop over it. */
export const contracts: readonly Contract[] = [
  // public
  answerUnknown,
  confirmRequest,
  listPortalOpenings,
  listPortalServices,
  openAppointmentLink,
  openSession,
  openStaffSession,
  readCalendarFeed,
  readAsyncapi,
  readDocs,
  readDocsAsset,
  readEventSchema,
  readHealth,
  readOpenapi,
  readPortal,
  readProblem,
  readUnsubscription,
  unsubscribe,
  requestAppointment,
  requestSignIn,
  readStaffSignIn,
  // client
  acceptOffer,
  cancelAppointment,
  changeAppointment,
  changeRequest,
  createRequest,
  endCalendarFeed,
  endSession,
  joinWaitlist,
  leaveWaitlist,
  listAppointments,
  listBookableServices,
  listMoveOpenings,
  listOpenings,
  listRequests,
  listWaitlist,
  readAppointment,
  readAppointmentCalendar,
  readMe,
  replaceCalendarFeed,
  readPreferences,
  updatePreferences,
  withdrawRequest,
  refuseOffer,
  // staff
  approveRequest,
  archiveLocation,
  archiveService,
  archiveStaff,
  callOffAppointment,
  changeSlug,
  checkSettings,
  checkZoneChange,
  createAppointment,
  clearEmailMark,
  createAppointmentLink,
  createLocation,
  createService,
  createStatus,
  createTemplate,
  declineRequest,
  deleteAppointment,
  deleteStatus,
  deleteTemplate,
  endStaffSession,
  handOverAppointment,
  listAudit,
  listBell,
  listDiary,
  listEvents,
  listDeliveries,
  listImportProblems,
  listLocations,
  listPracticeRequests,
  listPracticeWaitlist,
  listServices,
  listSettingsHistory,
  listSettingsPresets,
  listStaff,
  listStatuses,
  listTemplates,
  markAttendance,
  markBellRead,
  moveAppointment,
  previewTemplate,
  readAppointmentRecord,
  readBookingPreferences,
  readClient,
  readException,
  readHours,
  readImport,
  readPractice,
  readReplay,
  readRequest,
  readSettings,
  readStaffMe,
  readZoneChange,
  renameStatus,
  replaceBookingPreferences,
  replaceException,
  replaceHours,
  replaceNotices,
  replaceSettings,
  restoreAppointment,
  resumeZoneChange,
  startImport,
  startReplay,
  startZoneChange,
  undoDecision,
  updateClient,
  updateLocation,
  updatePractice,
  updateService,
  updateStaff,
  updateTemplate,
  // flow
  importChunk,
  importFailed,
  requestExpire,
  requestWait,
  zoneChangeCheck,
  zoneChangeFailed,
  zoneChangeFinish,
  zoneChangeFreeze,
  zoneChangeMove,
  // listen
  beginImport,
  beginRequestRound,
  beginZoneChange,
  emailClient,
  emailConfirmation,
  emailSignIn,
  emailStaff,
  endRequestRound,
  noteEmailFate,
  noteTextReply,
  rescheduleReminders,
  replayEvents,
  ringBell,
  scheduleReminder,
  tendWaitlist,
  textClient,
  // stream
  relay,
  sweep,
] as readonly Contract[];
