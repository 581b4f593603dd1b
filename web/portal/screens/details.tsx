import { useEffect, useState } from 'preact/hooks';
import { Frame } from '../../link/frame.tsx';
import type { State } from '../../link/state.ts';
import { Button } from '../../parts/button.tsx';
import { Loading, Trouble } from '../../parts/messages.tsx';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import type { PortalFlow } from '../flow.ts';
import { type Feed, FeedAddress } from './feed.tsx';
import { Notices } from './notices.tsx';

/** What the client decides about themselves: notices (product 6.1), the calendar's address (3.7), the sessions. */
export function Details({ portal, state }: { portal: PortalFlow; state: State }) {
  const [feed, setFeed] = useState<Feed | null>(null);
  const look = useAction(async () => {
    const answer = await portal.readMe();
    if (!answer.ok) return answer.problem;
    setFeed(answer.value.calendarFeed);
    return null;
  });
  const leave = useAction(() => portal.signOutEverywhere());
  useEffect(() => void look.run(), []);
  return (
    <Frame link={portal} state={state} title="My details">
      <Notices portal={portal} phone={state.portal!.phone} />
      <section aria-labelledby="feed">
        <h2 id="feed">Calendar address</h2>
        <p>Your calendar program can show your appointments and keep them up to date.</p>
        {!feed && look.busy && <Loading what="your details" />}
        <Trouble text={look.problem && problemText(look.problem)} again={() => void look.run()} />
        {feed && <FeedAddress portal={portal} state={state} feed={feed} onChange={setFeed} />}
      </section>
      <section aria-labelledby="sessions">
        <h2 id="sessions">Signed in elsewhere</h2>
        <p>This signs you out on every phone and computer, and here too.</p>
        <Trouble text={leave.problem && problemText(leave.problem)} />
        <Button look="plain" busy={leave.busy && 'Signing out...'} onPress={() => void leave.run()}>
          Sign out everywhere
        </Button>
      </section>
    </Frame>
  );
}
