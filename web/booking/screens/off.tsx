import { Frame } from '../../link/frame.tsx';
import { Button } from '../../parts/button.tsx';
import { Sentence } from '../../parts/layout.tsx';
import type { ChoosingProps } from '../choosing.ts';

/** Nothing can be asked for online; everything else of the page goes on (product 1.4). */
export function BookingOff({ link, state }: Omit<ChoosingProps, 'choices'>) {
  const { booking, portal } = state;
  return (
    <Frame link={link} state={state} title="Online booking is switched off">
      <p>
        <Sentence text={booking.off!} phone={portal!.phone} />
      </p>
      <div class="actions">
        <Button look="filled" onPress={() => link.go('appointments')}>
          See your appointments
        </Button>
      </div>
    </Frame>
  );
}
