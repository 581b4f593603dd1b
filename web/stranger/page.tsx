import { useEffect, useState } from 'preact/hooks';
import { ChooseClinician } from '../booking/screens/clinician.tsx';
import { CheckAndSend } from '../booking/screens/send.tsx';
import { ChooseService } from '../booking/screens/service.tsx';
import { ChooseNear, ChooseWhen } from '../booking/screens/when.tsx';
import { bookingScreenOf, isBookingStep } from '../booking/state.ts';
import { Fact } from '../link/details.tsx';
import { Frame } from '../link/frame.tsx';
import type { State } from '../link/state.ts';
import { whenText } from '../link/times.ts';
import { fullDayText } from '../parts/dates.ts';
import { Sentence } from '../parts/layout.tsx';
import { Loading, Note, Trouble } from '../parts/messages.tsx';
import { problemText } from '../parts/words.ts';
import { createStranger, type StrangerFlow } from './flow.ts';
import { checkPerson } from './person.ts';
import { YourDetails } from './screens/details.tsx';

/** Where whoever has not signed in asks for an appointment, at `/p/{slug}/new` (product 2.10). */
export function StrangerPage({ slug }: { slug: string }) {
  const [stranger] = useState(() => createStranger(slug));
  const [state, setState] = useState<State>(stranger.state);
  useEffect(() => {
    stranger.onChange(setState);
    stranger.start();
  }, [stranger]);
  return <Screen stranger={stranger} state={state} />;
}

interface Props {
  stranger: StrangerFlow;
  state: State;
}

function Screen({ stranger, state }: Props) {
  const { stop, portal, booking, step } = state;
  if (stop?.kind === 'off') return <Off {...{ stranger, state }} words={stop.detail} />;
  if (stop)
    return (
      <Frame link={stranger} state={state} title="There is no page here">
        <p>Check the address, or phone the practice.</p>
      </Frame>
    );
  if (!portal)
    return (
      <Frame link={stranger} state={state} title="Request appointment">
        {state.trouble ? (
          <Trouble text={problemText(state.trouble)} again={() => void stranger.meet()} />
        ) : (
          <Loading what="the page" />
        )}
      </Frame>
    );
  if (booking.off !== null) return <Off {...{ stranger, state }} words={booking.off} />;
  const given = { link: stranger, choices: stranger, state };
  switch (isBookingStep(step) ? bookingScreenOf(step, booking) : 'service') {
    case 'clinician':
      return <ChooseClinician {...given} />;
    case 'when':
      return <ChooseWhen {...given} next="yours" />;
    case 'near':
      return <ChooseNear {...given} next="yours" />;
    case 'yours':
      return <YourDetails stranger={stranger} state={state} />;
    case 'send':
      return (
        <CheckAndSend link={stranger} state={state} send={stranger.send} asking>
          <PersonFacts state={state} />
        </CheckAndSend>
      );
    case 'sent':
      return <OneMoreStep stranger={stranger} state={state} />;
    default:
      return <ChooseService {...given} />;
  }
}

function Off({ stranger, state, words }: Props & { words: string }) {
  return (
    <Frame link={stranger} state={state} title="Online booking is switched off">
      <p>
        <Sentence text={words} phone={state.portal?.phone} />
      </p>
    </Frame>
  );
}

/** What somebody typed of themselves, as it goes out. */
function PersonFacts({ state: { booking, portal } }: Pick<Props, 'state'>) {
  const { country } = portal!;
  const checked = checkPerson(booking.person, portal!, '9999-12-31');
  if (!('person' in checked)) return null;
  const { givenName, familyName, email, phone, dateOfBirth, postcode } = checked.person;
  return (
    <>
      <Fact name="Name">
        {givenName} {familyName}
      </Fact>
      <Fact name="Email">{email}</Fact>
      <Fact name="Phone">{phone}</Fact>
      <Fact name="Born">{fullDayText(dateOfBirth, country)}</Fact>
      <Fact name="Postcode">{postcode}</Fact>
    </>
  );
}

/** Nothing is held yet: the e-mail's button does that (product 4.4). */
function OneMoreStep({ stranger, state }: Props) {
  const { startsAt, zone, email, confirmBy } = state.booking.asked!;
  const { country } = state.portal!;
  const place = { zone, country };
  return (
    <Frame link={stranger} state={state} title="One more step">
      <Note tone="warn">
        <p>Open our email and press Confirm. We cannot hold {whenText(startsAt, place)} until you do.</p>
      </Note>
      <p>We send it to {email}. Check junk mail too.</p>
      <p>You can confirm until {whenText(confirmBy, place)}.</p>
    </Frame>
  );
}
