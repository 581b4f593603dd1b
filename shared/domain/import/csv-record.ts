import { statusKind } from '../appointment.ts';
import { role } from '../catalogue.ts';
import { clientId, locationId, serviceId, staffId } from '../id.ts';
import { isZone } from '../zone.ts';
import type { CsvKind } from './csv-columns.ts';
import { type Moment, readMoment } from './moment.ts';
import { type RowRead, RowReport } from './problem.ts';
import { birthDate, fits, isEmail, needed, phoneNumber, shortText, textOf } from './reading.ts';
import type {
  AppointmentRecord,
  ClientRecord,
  ExternalId,
  ExternalKind,
  ImportRecord,
  LocationRecord,
  Reading,
  Reference,
  ServiceRecord,
  StaffRecord,
} from './record.ts';

/** One row as it is being read: its cells by column, and what is wrong with it so far. */
class Row {
  readonly report = new RowReport();
  readonly #cells: Map<string, string>;
  readonly reading: Reading;

  constructor(header: readonly string[], cells: readonly string[], reading: Reading) {
    this.#cells = new Map(header.map((column, at) => [column, cells[at] ?? '']));
    this.reading = reading;
  }

  text(column: string, longest: number): string | null {
    return shortText(this.report, column, textOf(this.#cells.get(column)), longest);
  }

  needed(column: string, longest: number): string {
    const text = textOf(this.#cells.get(column));
    return shortText(this.report, column, needed(this.report, column, text), longest) ?? '';
  }

  /** Yes or no; a column or a cell that is not there is `otherwise`. */
  flag(column: string, otherwise = false): boolean {
    const text = textOf(this.#cells.get(column))?.toLowerCase();
    if (text === undefined) return otherwise;
    if (['yes', 'true', '1', 'y'].includes(text)) return true;
    if (!['no', 'false', '0', 'n'].includes(text)) this.report.reject(column, 'Write yes or no.');
    return false;
  }

  minutes(column: string, least: number, most: number): number | null {
    const text = this.text(column, 10);
    if (text === null) return null;
    const minutes = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (minutes >= least && minutes <= most) return minutes;
    return this.report.reject(column, `Write whole minutes from ${least} to ${most}.`);
  }

  email(column: string): string | null {
    const text = this.text(column, 254);
    if (text === null || isEmail(text)) return text;
    return this.report.reject(column, 'This is not an e-mail address.');
  }

  phone(column: string): string | null {
    const text = this.text(column, 40);
    if (text === null) return null;
    return (
      phoneNumber(this.reading, text, null) ??
      this.report.reject(
        column,
        'This is not a telephone number. Write the country too, like +44 20 7946 0018.',
      )
    );
  }

  zone(): string | null {
    const text = this.text('zone', 64);
    if (text === null || isZone(text)) return text;
    return this.report.reject('zone', 'This is not an IANA time zone like Europe/London.');
  }

  moment(column: string): Moment | null {
    const text = this.text(column, 40);
    if (text === null) return null;
    return (
      readMoment(text) ??
      this.report.reject(
        column,
        'Write a local time like 2026-11-24T09:00, or add an offset: 2026-11-24T09:00+01:00.',
      )
    );
  }

  /** `externalId` in the given source, or `system|value` as FHIR writes names of other systems. */
  external(kind: ExternalKind, text: string): ExternalId {
    const bar = text.indexOf('|');
    return bar > 0
      ? { kind, system: text.slice(0, bar), value: text.slice(bar + 1) }
      : { kind, system: this.reading.source, value: text };
  }

  identity(kind: ExternalKind): ExternalId {
    const text = this.needed('externalId', 600);
    const identity = this.external(kind, text);
    if (text !== '' && (!fits(identity) || identity.value === ''))
      this.report.reject('externalId', 'This cannot be an externalId.');
    return identity;
  }

  reference(column: string, kind: keyof typeof idOf, text: string): Reference {
    const candidate = this.external(kind, text);
    const isId = idOf[kind].safeParse(text).success;
    return { field: column, candidates: fits(candidate) ? [candidate] : [], ...(isId && { id: text }) };
  }

  optionalReferences(column: string, kind: keyof typeof idOf): Reference[] {
    const text = this.text(column, 500);
    return text === null ? [] : [this.reference(column, kind, text)];
  }
}

const idOf = { location: locationId, service: serviceId, staff: staffId, client: clientId };

/** What one row of a CSV file says, or all that is wrong with it. Cells stand in the order of the header. */
export function readCsvRow(
  kind: CsvKind,
  header: readonly string[],
  cells: readonly string[],
  reading: Reading,
): RowRead<ImportRecord> {
  const row = new Row(header, cells, reading);
  if (cells.length !== header.length)
    row.report.reject('row', `This row has ${cells.length} cells, the header has ${header.length}.`);
  else if (cells.some((cell) => cell.includes('\u0000')))
    row.report.reject('row', 'This row holds null characters.');
  if (row.report.rejected) return row.report.read<ImportRecord>(() => null);
  const record = readers[kind](row);
  return row.report.read<ImportRecord>(() => record);
}

const readers: Record<CsvKind, (row: Row) => ImportRecord> = {
  location: (row): LocationRecord => ({
    kind: 'location',
    identity: row.identity('location'),
    aliases: [],
    name: row.needed('name', 120),
    address: row.text('address', 300),
    zone: row.zone(),
  }),

  service: (row): ServiceRecord => {
    row.needed('durationMinutes', 10);
    return {
      kind: 'service',
      identity: row.identity('service'),
      aliases: [],
      name: row.needed('name', 120),
      durationMinutes: row.minutes('durationMinutes', 5, 720) ?? 0,
    };
  },

  staff: (row): StaffRecord => {
    const roles = words(row.text('roles', 80) ?? 'clinician').map((word) => {
      const found = role.safeParse(word.toLowerCase());
      if (!found.success) row.report.reject('roles', 'Roles are admin, manager and clinician.');
      return found.data ?? 'clinician';
    });
    if (roles.includes('admin') && !row.reading.mayMakeAdmins)
      row.report.reject('roles', 'Only an administrator may import administrators.');
    return {
      kind: 'staff',
      identity: row.identity('staff'),
      aliases: [],
      name: row.needed('name', 120),
      email: row.email('email'),
      roles: [...new Set(roles)],
      bookableOnline: row.flag('bookableOnline', true),
      services: words(row.text('services', 5000) ?? '').map((word) =>
        row.reference('services', 'service', word),
      ),
    };
  },

  client: (row): ClientRecord => ({
    kind: 'client',
    identity: row.identity('client'),
    aliases: [],
    givenName: row.needed('givenName', 80),
    familyName: row.needed('familyName', 80),
    dateOfBirth: birthDate(row.report, 'dateOfBirth', row.text('dateOfBirth', 40), row.reading.now),
    postcode: row.text('postcode', 12),
    email: row.email('email'),
    phone: row.phone('phone'),
    // A missing consent column means no consent (product 8.3).
    consent: { email: row.flag('emailConsent'), text: row.flag('textConsent') },
    deceased: row.flag('deceased'),
    test: row.flag('test'),
  }),

  appointment: (row): AppointmentRecord => {
    const zone = row.zone();
    const start = row.moment('startsAt');
    const end = row.moment('endsAt');
    row.needed('startsAt', 40);
    const status = row.text('status', 120) ?? 'booked';
    const kind = statusKind.safeParse(status.toLowerCase());
    const inZone = (field: string, moment: Moment) => ({ field, moment, zone });
    return {
      kind: 'appointment',
      identity: row.identity('appointment'),
      aliases: [],
      client: [row.reference('client', 'client', row.needed('client', 500))],
      staff: [row.reference('staff', 'staff', row.needed('staff', 500))],
      location: row.optionalReferences('location', 'location'),
      service: row.optionalReferences('service', 'service')[0] ?? null,
      serviceName: null,
      start: inZone('startsAt', start ?? { at: 0 }),
      end: end && inZone('endsAt', end),
      durationMinutes: row.minutes('durationMinutes', 1, 1440),
      otherwiseMinutes: null,
      status: kind.success ? { field: 'status', kind: kind.data } : { field: 'status', name: status },
      paid: row.flag('paid'),
      sameAs: [],
    };
  },
};

/** A list in one cell: parted by blanks or semicolons. */
const words = (text: string): string[] => text.split(/[\s;,]+/).filter((word) => word !== '');
