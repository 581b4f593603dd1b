import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../api/answer.ts';
import { type Confirmation, confirmRequest } from '../api/booking.ts';
import { createWrites } from '../api/writes.ts';
import { useAnswer } from '../booking/use-answer.ts';
import { holdingText, stateText } from '../booking/words.ts';
import { Details } from '../link/details.tsx';
import { NearTimes } from '../link/near-times.tsx';
import { keepInTab, keptInTab, takeFragment } from '../link/secret.ts';
import { ownZone } from '../link/times.ts';
import { Button } from '../parts/button.tsx';
import { Heading, Layout, Phone, Sentence } from '../parts/layout.tsx';
import { ErrorBox, Note } from '../parts/messages.tsx';
import { boxTitle, type Mistake } from '../parts/mistakes.ts';
import { Sending } from '../parts/sending.tsx';
import { useAction } from '../parts/use-action.ts';

const NAME = 'portico-confirm';

/** Takes the secret out of the address, and keeps it for a load of the page anew: it is spent by a press only. */
function takeSecret(): string | null {
  const token = takeFragment();
  if (token !== null) keepInTab(NAME, token);
  return token ?? keptInTab(NAME);
}

interface FrameProps {
  title: string;
  done?: Confirmation | null;
  phone?: string | undefined;
  mistakes?: Mistake[];
  attempt?: number;
  children: ComponentChildren;
}

function Frame({ title, done = null, phone, mistakes = [], attempt = 0, children }: FrameProps) {
  const number = done?.portal.phone ?? phone;
  return (
    <Layout
      portal={done?.portal ?? null}
      unnamed="Appointments online"
      foot={
        number ? (
          <>
            Need help? Phone <Phone number={number} />
          </>
        ) : (
          'Need help? Phone the practice.'
        )
      }
    >
      {mistakes.length > 0 && (
        <ErrorBox title={boxTitle(mistakes.length)} mistakes={mistakes} attempt={attempt} />
      )}
      <Heading text={title} error={mistakes.length > 0} practice={done?.portal.name} />
      {children}
    </Layout>
  );
}

/** What ends the page; null for what can be tried again. */
function ending({
  code,
  detail,
  phone,
}: Problem): { title: string; detail: string; phone?: string | undefined } | null {
  switch (code) {
    case 'booking-off':
    case 'feature-off':
    case 'new-clients-off':
    case 'not-bookable-online':
      return { title: 'Online booking is switched off', detail, phone };
    case 'link-ended':
    case 'not-found':
    case 'validation':
      return {
        title: 'This link has stopped working',
        detail: 'Ask for a time again, or phone the practice. Nothing is booked by it.',
      };
    default:
      return null;
  }
}

/** The page behind the e-mail of a request, at `/c`: opening it spends nothing (product 2.7, 4.4). */
export function ConfirmPage() {
  const [token] = useState(takeSecret);
  const [write] = useState(() => createWrites());
  // Another link, opened in the same tab, changes only the fragment: it begins anew.
  useEffect(() => addEventListener('hashchange', () => location.reload()), []);
  const [done, setDone] = useState<Confirmation | null>(null);
  const [over, setOver] = useState<ReturnType<typeof ending>>(null);
  const [nearest, setNearest] = useState<string[] | null>(null);
  const confirm = useAction(async (onSilence, startsAt?: string) => {
    const answer = await write(`confirm ${startsAt}`, () => confirmRequest(token!, startsAt), onSilence);
    if (answer.ok) {
      setDone(answer.value);
      return null;
    }
    const { problem } = answer;
    if (problem.code === 'taken' || problem.code === 'not-an-opening') {
      setNearest(problem.nearest ?? []);
      return null;
    }
    setOver(ending(problem));
    return ending(problem) ? null : problem;
  });

  if (done) return <Done done={done} />;
  if (token === null)
    return (
      <Frame title="Open the link in your email">
        <p>To confirm a request, press the button in our email.</p>
      </Frame>
    );
  if (over)
    return (
      <Frame title={over.title} phone={over.phone}>
        <p>
          <Sentence text={over.detail} phone={over.phone} />
        </p>
      </Frame>
    );
  if (nearest) return <Gone nearest={nearest} confirm={confirm} />;
  return (
    <Frame title="Confirm your request">
      <p>We hold the time for you once you press Confirm.</p>
      <div class="actions">
        <Button look="filled" busy={confirm.busy && 'Sending...'} onPress={() => void confirm.run()}>
          Confirm
        </Button>
      </div>
      <Sending action={confirm} />
    </Frame>
  );
}

/** The server has said so; or what became of it since, where the button is pressed again. */
function Done({ done }: { done: Confirmation }) {
  const { state, portal } = done;
  const held = state === 'pending';
  const title = held
    ? 'We are holding your time'
    : state === 'approved'
      ? 'You are booked'
      : stateText({ state, note: null });
  return (
    <Frame title={title} done={done}>
      {held && (
        <Note tone="ok">
          <p>{holdingText(done, portal.country)}</p>
        </Note>
      )}
      <Details of={done} place={{ zone: done.zone, country: portal.country }} />
      {!held && state !== 'approved' && (
        <p>
          <Sentence text={`Nothing is booked. Please phone ${portal.phone}.`} phone={portal.phone} />
        </p>
      )}
    </Frame>
  );
}

interface GoneProps {
  nearest: string[];
  confirm: {
    busy: boolean;
    silent: boolean;
    problem: Problem | null;
    run: (startsAt?: string) => Promise<Problem | null>;
  };
}

/** Before the address is confirmed the page knows no practice, so near times stand in the reader's own zone. */
function Gone({ nearest, confirm }: GoneProps) {
  const [chosen, choose] = useState<string | null>(null);
  const answer = useAnswer(chosen !== null, 'Choose a time', 'near-0');
  const country = navigator.language.endsWith('-US') ? 'US' : 'GB';
  return (
    <Frame title="That time has gone" {...answer.framed}>
      {nearest.length === 0 ? (
        <p>Someone has just taken your time. Ask for another time, or phone the practice.</p>
      ) : (
        <NearTimes
          gone={null}
          nearest={nearest}
          chosen={chosen}
          place={{ zone: ownZone(), country }}
          mistake={answer.mistake}
          go={confirm.busy ? 'Sending...' : 'Confirm this time'}
          onChoose={choose}
          onContinue={() => answer.goOn(() => void confirm.run(chosen!))}
        />
      )}
      <Sending action={{ ...confirm, again: () => confirm.run(chosen ?? undefined) }} />
    </Frame>
  );
}
