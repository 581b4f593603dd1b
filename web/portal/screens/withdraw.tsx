import { aboutText } from '../../booking/words.ts';
import { When } from '../../link/details.tsx';
import { Frame } from '../../link/frame.tsx';
import type { State } from '../../link/state.ts';
import { SecondStep } from '../../parts/second-step.tsx';
import { useAction } from '../../parts/use-action.ts';
import type { PortalFlow } from '../flow.ts';

/** Giving a request up frees its time, so it is asked for once more (product 5.4). */
export function Withdraw({ portal, state }: { portal: PortalFlow; state: State }) {
  const request = state.booking.about!;
  const withdraw = useAction((onSilence) => portal.booking.withdraw(onSilence));
  return (
    <Frame link={portal} state={state} title="Withdraw this request?" back>
      <div class="card">
        <p class="card-when">
          <When
            instant={request.startsAt}
            place={{ zone: request.zone, country: state.portal!.country }}
            large
          />
        </p>
        <p>{aboutText(request)}</p>
      </div>
      <p>We stop holding this time for you. Someone else can have it then.</p>
      <SecondStep action={withdraw} yes="Yes, withdraw it" no="Keep it" onNo={() => portal.go('requests')} />
    </Frame>
  );
}
