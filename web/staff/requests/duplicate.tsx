import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ClientRecord, RequestRecord } from '../../api/desk.ts';
import { readClient } from '../../api/desk.ts';
import type { Practice } from '../../api/staff.ts';
import { Button } from '../../parts/button.tsx';
import { fullDayText } from '../../parts/dates.ts';
import { Loading, Trouble } from '../../parts/messages.tsx';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import type { Desk } from '../desk.ts';
import { duplicateText } from './words.ts';

interface Props {
  desk: Desk;
  practice: Practice;
  request: RequestRecord;
  duplicate: RequestRecord['possibleDuplicates'][number];
  /** What may be done where it is them. */
  children: ComponentChildren;
}

/** A client who somebody new may be, and the two beside each other on request (product 2.10). */
export function Duplicate({ duplicate, children, ...about }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <div class="duplicate">
      <p>{duplicateText(duplicate)}</p>
      {open && <Comparison {...about} clientId={duplicate.clientId} />}
      <div class="actions">
        <Button look="plain" expanded={open} onPress={() => setOpen(!open)}>
          Compare<span class="unseen"> with {duplicate.name}</span>
        </Button>
        {children}
      </div>
    </div>
  );
}

type ComparisonProps = Omit<Props, 'duplicate' | 'children'> & { clientId: string };

function Comparison({ desk, practice, request, clientId }: ComparisonProps) {
  const [client, setClient] = useState<ClientRecord | null>(null);
  const look = useAction(async () => {
    const answer = await readClient(practice.id, clientId);
    const problem = desk.settled(answer);
    if (!answer.ok) return problem;
    setClient(answer.value);
    return null;
  });
  useEffect(() => void look.run(), []);
  const { applicant } = request;
  if (!client || !applicant)
    return (
      <>
        {look.busy && <Loading what="the client's record" />}
        <Trouble text={look.problem && problemText(look.problem)} again={() => void look.run()} />
      </>
    );
  const rows = rowsOf(applicant, client, practice.country);
  const same = rows.filter(({ differ }) => !differ).map(({ name }) => name);
  return (
    <>
      <table class="grid words">
        <caption class="unseen">What differs</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">On the form</th>
            <th scope="col">On the record</th>
          </tr>
        </thead>
        <tbody>
          {rows
            .filter(({ differ }) => differ)
            .map(({ name, form, record }) => (
              <tr key={name}>
                <th scope="row" class="unbroken">
                  {name}
                </th>
                <td>{form}</td>
                <td>{record ?? 'Not known'}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {same.length > 0 && <p class="hint">The same: {same.join(', ').toLowerCase()}.</p>}
    </>
  );
}

interface Row {
  name: string;
  form: string;
  record: string | null;
  differ: boolean;
}

const bare = (text: string | null) => text?.replace(/\s/g, '').toLowerCase();

/** What both say of a person; case and spaces make no difference. */
function rowsOf(
  applicant: NonNullable<RequestRecord['applicant']>,
  client: ClientRecord,
  country: string,
): Row[] {
  const day = (date: string | null) => date && fullDayText(date, country);
  const pairs: [string, string, string | null][] = [
    ['Name', applicant.name, `${client.givenName} ${client.familyName}`],
    ['Email', applicant.email, client.email],
    ['Phone', applicant.phone, client.phone],
    ['Date of birth', day(applicant.dateOfBirth)!, day(client.dateOfBirth)],
    ['Postcode', applicant.postcode, client.postcode],
  ];
  return pairs.map(([name, form, record]) => ({ name, form, record, differ: bare(form) !== bare(record) }));
}
