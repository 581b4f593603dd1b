import { kindOfHeader } from './csv-columns.ts';
import { delimiterOf } from './csv-delimiter.ts';
import { kindOfFhirRow } from './fhir-record.ts';
import { formatOf } from './progress.ts';
import { rowKinds } from './record.ts';

/**
 * When the turn of a file comes among several: what others refer to goes first. Told by its name and its
 * beginning (some kilobytes are enough); a file that tells nothing comes last.
 */
export function turnOf(fileName: string, beginning: string): number {
  const last = rowKinds.length;
  const turn = (kind: string) => {
    const at = (rowKinds as readonly string[]).indexOf(kind);
    return at < 0 ? last : at;
  };
  if (formatOf(fileName) === 'csv') {
    const [header = ''] = beginning.replace(/^\ufeff/, '').split(/[\r\n]/, 1);
    const cells = header.split(delimiterOf(header)).map((cell) => cell.replaceAll('"', ''));
    const found = kindOfHeader(cells);
    return 'kind' in found ? turn(found.kind) : last;
  }
  const types = [...beginning.matchAll(/"resourceType"\s*:\s*"([A-Za-z]+)"/g)].map(([, type]) =>
    String(type),
  );
  const turns = types.map((resourceType) =>
    turn(kindOfFhirRow({ resource: { resourceType }, fullUrl: null })),
  );
  return turns.find((it) => it < last) ?? last;
}
