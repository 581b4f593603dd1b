import type { ComponentChildren } from 'preact';
import type { Problem } from '../../api/answer.ts';
import { Fact, When } from '../../link/details.tsx';
import { Frame } from '../../link/frame.tsx';
import type { State } from '../../link/state.ts';
import { Button } from '../../parts/button.tsx';
import { Sending } from '../../parts/sending.tsx';
import { useAction } from '../../parts/use-action.ts';
import type { ChoosingProps } from '../choosing.ts';
import { serviceOf } from '../state.ts';

interface Props extends Omit<ChoosingProps, 'choices'> {
  send: (onSilence: () => void) => Promise<Problem | null>;
  /** Whoever has not signed in asks; it is the e-mail that books. */
  asking?: boolean;
  /** They see what they typed of themselves, too. */
  children?: ComponentChildren;
}

/** All that was chosen, once more, before it is sent. */
export function CheckAndSend({ link, state, send, asking, children }: Props) {
  const { about, chosen } = state.booking;
  const { country } = state.portal!;
  const action = useAction(send);
  return (
    <Frame link={link} state={state} title={about ? 'Check your new time' : 'Check and send'} back>
      <dl class={about ? 'facts from-to' : 'facts'}>
        {about && (
          <Fact name="From">
            <When instant={about.startsAt} place={{ zone: about.zone, country }} />
          </Fact>
        )}
        <Fact name={about ? 'To' : 'When'}>
          <strong>
            <When instant={chosen!.startsAt} place={{ zone: chosen!.zone, country }} />
          </strong>
        </Fact>
        {chosenFacts(state).map(([name, words]) => (
          <Fact key={name} name={name}>
            {words}
          </Fact>
        ))}
        {children}
      </dl>
      <div class="actions">
        <Button look="filled" busy={action.busy && 'Sending...'} onPress={() => void action.run()}>
          {about ? 'Move request' : asking || chosen!.awaitsApproval ? 'Send request' : 'Book appointment'}
        </Button>
        {about && (
          <Button look="plain" onPress={() => link.go('requests')}>
            Keep old time
          </Button>
        )}
      </div>
      <Sending action={action} />
    </Frame>
  );
}

/** With whom, for what and where, as far as that is chosen. */
function chosenFacts({ booking }: State): [string, string][] {
  const { about, staffId, chosen } = booking;
  const service = serviceOf(booking);
  if (about)
    return [
      ['With', about.clinician.name],
      ['For', about.service.name],
    ];
  const clinician = service?.clinicians.find(({ id }) => id === staffId)?.name;
  const location = service?.locations.find(({ id }) => id === chosen?.locationId)?.name;
  return [
    ['With', clinician ?? 'Anyone who is free'],
    ...(service ? ([['For', service.name]] as [string, string][]) : []),
    ...(location ? ([['Where', location]] as [string, string][]) : []),
  ];
}
