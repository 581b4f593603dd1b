import { useState } from 'preact/hooks';
import type { Problem } from '../../api/answer.ts';
import type { State } from '../../link/state.ts';
import { whenText } from '../../link/times.ts';
import { Button } from '../../parts/button.tsx';
import { Note, Said, Trouble } from '../../parts/messages.tsx';
import { useAction } from '../../parts/use-action.ts';
import { problemText } from '../../parts/words.ts';
import type { PortalFlow } from '../flow.ts';

export type Feed = { on: boolean; since: string | null };

interface FeedProps {
  portal: PortalFlow;
  state: State;
  feed: Feed;
  onChange: (feed: Feed) => void;
}

/** The private address of the client's calendar; whatever ends it is asked once more (product 3.7). */
export function FeedAddress({ portal, state, feed, onChange }: FeedProps) {
  const [made, setMade] = useState<{ url: string; webcalUrl: string } | null>(null);
  const [copied, setCopied] = useState(false);
  const [asking, ask] = useState<'make' | 'end' | null>(null);
  const make = useAction(async (): Promise<Problem | null> => {
    const answer = await portal.replaceFeed();
    if (!answer.ok) return answer.problem;
    setMade(answer.value);
    setCopied(false);
    ask(null);
    onChange({ on: true, since: null });
    return null;
  });
  const end = useAction(async (): Promise<Problem | null> => {
    const answer = await portal.endFeed();
    if (!answer.ok) return answer.problem;
    setMade(null);
    ask(null);
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
      {asking && (
        <>
          <Said words="The address you have now stops at once. Calendars that use it are not kept up to date any more." />
          <div class="actions">
            {asking === 'make' ? (
              <Button look="plain" busy={make.busy && 'Sending...'} onPress={() => void make.run()}>
                Yes, make a new address
              </Button>
            ) : (
              <Button look="plain" busy={end.busy && 'Sending...'} onPress={() => void end.run()}>
                Yes, stop the address
              </Button>
            )}
            <Button look="plain" onPress={() => ask(null)}>
              Keep the address
            </Button>
          </div>
        </>
      )}
      <Trouble text={problem && problemText(problem)} />
      {!asking && (
        <div class="actions">
          <Button
            look="plain"
            busy={make.busy && 'Sending...'}
            onPress={() => (feed.on ? ask('make') : void make.run())}
          >
            {feed.on ? 'Make a new address' : 'Make an address'}
          </Button>
          {feed.on && (
            <Button look="plain" onPress={() => ask('end')}>
              Stop the address
            </Button>
          )}
        </div>
      )}
    </>
  );
}
