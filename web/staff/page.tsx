import { useEffect, useState } from 'preact/hooks';
import '../style/console.css';
import { Loading, Trouble } from '../parts/messages.tsx';
import { problemText } from '../parts/words.ts';
import { BellScreen } from './bell/screen.tsx';
import { createDesk, type Desk, type State } from './desk.ts';
import { Frame } from './frame.tsx';
import { MessagesScreen } from './messages/list.tsx';
import { RequestsScreen } from './requests/screen.tsx';
import { SettingsScreen } from './settings/screen.tsx';
import { WaitlistScreen } from './waitlist/screen.tsx';
import { ChoosePractice, WayIn } from './way-in.tsx';

/** The page for staff of a practice. */
export function StaffPage() {
  const [desk] = useState(createDesk);
  const [state, setState] = useState<State>(desk.state);
  useEffect(() => {
    desk.onChange(setState);
    desk.start();
  }, [desk]);
  return <Screen desk={desk} state={state} />;
}

function Screen({ desk, state }: { desk: Desk; state: State }) {
  const { stop, me, practice, trouble, choosing, place } = state;
  if (stop) return <WayIn desk={desk} state={state} stop={stop} />;
  if (!me || !practice)
    return (
      <Frame desk={desk} state={state} title="Your practice">
        {trouble ? (
          <Trouble text={problemText(trouble)} again={() => void desk.comeIn()} />
        ) : (
          <Loading what="your practice" />
        )}
      </Frame>
    );
  if (choosing) return <ChoosePractice desk={desk} state={state} me={me} />;
  if (place === 'requests') return <RequestsScreen desk={desk} state={state} practice={practice} />;
  if (place === 'waitlist') return <WaitlistScreen desk={desk} state={state} practice={practice} />;
  if (place === 'bell') return <BellScreen desk={desk} state={state} practice={practice} />;
  if (place === 'messages') return <MessagesScreen desk={desk} state={state} practice={practice} />;
  return <SettingsScreen desk={desk} state={state} practice={practice} />;
}
