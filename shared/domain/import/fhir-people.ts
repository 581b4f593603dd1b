import type { FhirAddress, FhirContactPoint, FhirName } from './fhir-shapes.ts';
import type { RowReport } from './problem.ts';
import { isEmail, phoneNumber, textOf } from './reading.ts';
import type { Reading } from './record.ts';

/** Names, telephones, addresses: which of the several that FHIR allows is the one that the portal holds. */

const nameOrder = ['official', 'usual', undefined, 'nickname', 'temp', 'anonymous', 'maiden', 'old'];

/** The name in use: official before usual, a maiden or old one last. */
export function presentName(
  names: readonly FhirName[],
): { given: string | null; family: string | null; prefix: string | null } | null {
  const rank = ({ use }: FhirName) =>
    (nameOrder.indexOf(use) + nameOrder.length + 1) % (nameOrder.length + 1);
  const [name] = [...names].sort((one, other) => rank(one) - rank(other));
  if (!name) return null;
  const first = (texts: readonly (string | null)[] | undefined) =>
    textOf((texts ?? []).find((text) => textOf(text)) ?? null);
  return { given: first(name.given), family: textOf(name.family), prefix: first(name.prefix) };
}

const inUse = ({ use }: { use?: string | undefined }) => use !== 'old';

/** The first address of e-mail that is one; a remark where none of those given is. */
export function emailOf(
  report: RowReport,
  field: string,
  telecom: readonly FhirContactPoint[] = [],
): string | null {
  const given = telecom.flatMap((point) =>
    point.system === 'email' && inUse(point) && point.value?.trim() ? point.value.trim() : [],
  );
  const email = given.find(isEmail);
  if (email !== undefined || given.length === 0) return email ?? null;
  return report.remark(field, 'This is not an e-mail address: imported without it.');
}

/** The first telephone number that can be read, a mobile one before others; a remark where none can be. */
export function phoneOf(
  report: RowReport,
  field: string,
  telecom: readonly FhirContactPoint[] = [],
  country: string | null,
  reading: Reading,
): string | null {
  const points = telecom.filter((point) => point.system === 'phone' || point.system === 'sms').filter(inUse);
  const mobileFirst = points.sort(
    (one, other) => Number(other.use === 'mobile') - Number(one.use === 'mobile'),
  );
  const given = mobileFirst.flatMap(({ value }) => (value?.trim() ? value : []));
  for (const text of given) {
    const phone = phoneNumber(reading, text, country);
    if (phone) return phone;
  }
  if (given.length === 0) return null;
  return report.remark(field, 'This is not a telephone number: imported without it.');
}

/** The address where the person lives: home before others, never an old one. */
export function homeAddress(addresses: readonly FhirAddress[] = []): FhirAddress | null {
  const present = addresses.filter((address) => inUse(address) && address.use !== 'billing');
  return present.find((address) => address.use === 'home') ?? present[0] ?? null;
}

/** An address on one line, at most 300 characters. */
export function addressLine(address: FhirAddress | undefined): string | null {
  if (!address) return null;
  const parts = [...(address.line ?? []), address.city, address.state, address.postalCode, address.country];
  const line = parts.flatMap((part) => textOf(part) ?? []).join(', ');
  return (textOf(address.text) ?? textOf(line))?.slice(0, 300) ?? null;
}
