import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../api/answer.ts';
import { Frame } from '../../link/frame.tsx';
import type { State } from '../../link/state.ts';
import { whenText } from '../../link/times.ts';
import { Button } from '../../parts/button.tsx';
import { Loading, Note, Trouble } from '../../parts/messages.tsx';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import type { PortalFlow } from '../flow.ts';

type Feed = { on: boolean; since: string | null };

/** What the client decides about themselves: the calendar's address (product 3.7), and the sessions. */
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

interface FeedProps {
  portal: PortalFlow;
  state: State;
  feed: Feed;
  onChange: (feed: Feed) => void;
}

function FeedAddress({ portal, state, feed, onChange }: FeedProps) {
  const [made, setMade] = useState<{ url: string; webcalUrl: string } | null>(null);
  const [copied, setCopied] = useState(false);
  const make = useAction(async (): Promise<Problem | null> => {
    const answer = await portal.replaceFeed();
    if (!answer.ok) return answer.problem;
    setMade(answer.value);
    setCopied(false);
    onChange({ on: true, since: null });
    return null;
  });
  const end = useAction(async (): Promise<Problem | null> => {
    const answer = await portal.endFeed();
    if (!answer.ok) return answer.problem;
    setMade(null);
    onChange({ on: false, since: null });
    return null;
  });
  const problem = make.problem ?? end.problem;
  const { zone, country } = state.portal!;
  return (
    <>
      <Note tone="warn">
        <p>Anyone with this address can see your appointments.</p>
      </Note>
      {feed.on && feed.since && <p>You made an address on {whenText(feed.since, { zone, country })}.</p>}
      {feed.on && <p>A new address stops the one you have now.</p>}
      <div role="status">
        {made && (
          <div class="field">
            <label for="feed-url">Your new address. We show it only now.</label>
            <input
              id="feed-url"
              class="wide"
              readOnly
              value={made.url}
              onFocus={(event) => event.currentTarget.select()}
            />
          </div>
        )}
      </div>
      {made && (
        <div class="actions">
          <a class="button plain" href={made.webcalUrl}>
            Open in my calendar
          </a>
          <Button
            look="plain"
            onPress={() =>
              void navigator.clipboard?.writeText(made.url).then(
                () => setCopied(true),
                () => {},
              )
            }
          >
            Copy address
          </Button>
          <span role="status">{copied && 'Copied.'}</span>
        </div>
      )}
      <Trouble text={problem && problemText(problem)} />
      <div class="actions">
        <Button look="plain" busy={make.busy && 'Sending...'} onPress={() => void make.run()}>
          {feed.on ? 'Make a new address' : 'Make an address'}
        </Button>
        {feed.on && (
          <Button look="plain" busy={end.busy && 'Sending...'} onPress={() => void end.run()}>
            Stop the address
          </Button>
        )}
      </div>
    </>
  );
}
