import type { BookableTime, Request, Service } from '../api/booking.ts';
import type { TypedDate } from '../link/date-of-birth.ts';
import type { Chosen, Looked } from '../link/looked.ts';
import type { PersonMistakes } from '../stranger/mistakes.ts';

/** The steps of asking for an appointment, and of what was asked for; the browser's history knows them. */
export const bookingSteps = [
  'service',
  'clinician',
  'when',
  'yours',
  'send',
  'sent',
  'requests',
  'withdraw',
] as const;
export type BookingStep = (typeof bookingSteps)[number];
export type BookingScreen = BookingStep | 'near';

export const isBookingStep = (step: string): step is BookingStep =>
  (bookingSteps as readonly string[]).includes(step);

/** A chosen time, in the zone of its place, and whether somebody has to approve it. */
export interface ChosenTime extends Chosen {
  zone: string;
  awaitsApproval: boolean;
}

/** What somebody typed of themselves who has not signed in. */
export interface TypedPerson extends TypedDate {
  givenName: string;
  familyName: string;
  email: string;
  phone: string;
  postcode: string;
}

export interface Booking {
  /** What can be asked for; null until it is known. */
  services: Service[] | null;
  serviceId: string | null;
  /** With whom; null for anyone, undefined until that is answered. */
  staffId: string | null | undefined;
  looked: Looked<BookableTime> | null;
  /** The date whose times are shown. */
  day: string | null;
  chosen: ChosenTime | null;
  /** The time that somebody else took, and free ones close to it. */
  gone: { startsAt: string; zone: string; nearest: string[] } | null;
  /** The request that another time is looked for, or that is to be withdrawn. */
  about: Request | null;
  /** Who asks, where nobody is signed in; nothing but sending it forgets that. */
  person: TypedPerson;
  /** What the server said of it. */
  personMistakes: PersonMistakes | null;
  /** What came of sending. */
  sent: Request | null;
  /** The same without signing in: an e-mail asks for a press. */
  asked: { startsAt: string; zone: string; confirmBy: string; email: string } | null;
  /** What was just done with a request, or happened to it, to be said above all of them. */
  done: { what: 'moved' | 'withdrawn' | 'overtaken'; request: Request } | null;
  /** What was chosen can be had no more: the choices are made anew. */
  stale: boolean;
  /** The practice's words on why nothing can be asked for. */
  off: string | null;
}

const nothingChosen = {
  serviceId: null,
  staffId: undefined,
  looked: null,
  day: null,
  chosen: null,
  gone: null,
  about: null,
};

const nobody: TypedPerson = {
  givenName: '',
  familyName: '',
  email: '',
  phone: '',
  postcode: '',
  day: '',
  month: '',
  year: '',
};

export const noBooking: Booking = {
  ...nothingChosen,
  services: null,
  person: nobody,
  personMistakes: null,
  sent: null,
  asked: null,
  done: null,
  stale: false,
  off: null,
};

export type BookingEvent =
  | { type: 'began' }
  | { type: 'offered'; services: Service[] }
  | { type: 'wants'; serviceId: string }
  | { type: 'sees'; staffId: string | null }
  | { type: 'saw-times'; looked: Looked<BookableTime> }
  | { type: 'showed-day'; day: string }
  | { type: 'chose-time'; startsAt: string; locationId?: string | null }
  | { type: 'lost-time'; nearest: string[] }
  | { type: 'wants-all' }
  | { type: 'typed-person'; person: TypedPerson }
  | { type: 'refused-person'; mistakes: PersonMistakes }
  | { type: 'asked'; asked: NonNullable<Booking['asked']> }
  | { type: 'sent'; request: Request }
  | { type: 'picked'; request: Request }
  | { type: 'done'; what: NonNullable<Booking['done']>['what']; request: Request }
  | { type: 'overtaken' }
  | { type: 'off'; detail: string };

/** The chosen service; null until one is. */
export const serviceOf = ({ services, serviceId }: Booking): Service | null =>
  services?.find(({ id }) => id === serviceId) ?? null;

/** Other free times, of another service or clinician: nothing of the old ones holds. */
const otherTimes = { looked: null, day: null, chosen: null, gone: null };

/** The time as it was listed; one that was not is taken wherever it is free, and may await a yes. */
function chosenTime(booking: Booking, startsAt: string, locationId?: string | null): ChosenTime {
  const listed = (booking.looked?.openings ?? []).filter(
    (time) =>
      Date.parse(time.startsAt) === Date.parse(startsAt) &&
      (locationId === undefined || time.locationId === locationId),
  );
  const [time] = listed;
  const zone = time?.zone ?? booking.gone?.zone ?? booking.about?.zone ?? 'UTC';
  return {
    startsAt,
    zone,
    ...(time && listed.length === 1 && { locationId: time.locationId }),
    awaitsApproval: time?.awaitsApproval ?? true,
  };
}

/** What is known of asking for an appointment after something happened. */
export function reduceBooking(booking: Booking, event: BookingEvent): Booking {
  switch (event.type) {
    case 'began':
      return { ...noBooking, services: booking.services };
    case 'offered':
      return { ...booking, services: event.services };
    case 'wants':
      if (event.serviceId === booking.serviceId) return { ...booking, stale: false };
      return { ...booking, ...nothingChosen, serviceId: event.serviceId, stale: false };
    case 'sees':
      if (event.staffId === booking.staffId) return booking;
      return { ...booking, ...otherTimes, staffId: event.staffId };
    case 'saw-times':
      return { ...booking, looked: event.looked };
    case 'showed-day':
      return { ...booking, day: event.day };
    case 'chose-time':
      return { ...booking, chosen: chosenTime(booking, event.startsAt, event.locationId) };
    case 'lost-time': {
      const { chosen, looked } = booking;
      if (!chosen) return booking;
      const { startsAt, zone } = chosen;
      // The other times are still good for telling what a near one is like.
      const openings = looked?.openings.filter((time) => time.startsAt !== startsAt) ?? [];
      const gone = { startsAt, zone, nearest: event.nearest };
      const rest = event.nearest.length > 0 && looked ? { ...looked, openings } : null;
      return { ...booking, gone, chosen: null, looked: rest };
    }
    case 'wants-all':
      return { ...booking, gone: null, looked: null, chosen: null };
    case 'typed-person':
      return { ...booking, person: event.person, personMistakes: null };
    case 'refused-person':
      return { ...booking, personMistakes: event.mistakes };
    case 'asked':
      return { ...noBooking, services: booking.services, asked: event.asked };
    case 'sent':
      return { ...noBooking, services: booking.services, sent: event.request };
    case 'picked': {
      const { request } = event;
      const { service, clinician } = request;
      return {
        ...noBooking,
        services: booking.services,
        about: request,
        serviceId: service.id,
        staffId: clinician.id,
      };
    }
    case 'done':
      return {
        ...noBooking,
        services: booking.services,
        done: { what: event.what, request: event.request },
      };
    case 'overtaken':
      return { ...noBooking, person: booking.person, stale: true };
    case 'off':
      return { ...booking, off: event.detail };
  }
}

/** The one screen for a step: what the steps before it have not settled comes first. */
export function bookingScreenOf(step: BookingStep, booking: Booking): BookingScreen {
  const { about, chosen, gone, staffId, sent, asked } = booking;
  switch (step) {
    case 'clinician':
      return serviceOf(booking) ? 'clinician' : 'service';
    case 'when':
    case 'yours':
    case 'send':
      if (!about) {
        if (!serviceOf(booking)) return 'service';
        if (staffId === undefined) return 'clinician';
      }
      if (step !== 'when' && chosen) return step;
      return gone && gone.nearest.length > 0 ? 'near' : 'when';
    case 'sent':
      return sent || asked ? 'sent' : 'requests';
    case 'withdraw':
      return about ? 'withdraw' : 'requests';
    default:
      return step;
  }
}
