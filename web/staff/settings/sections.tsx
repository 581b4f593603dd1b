import { freesTheTime } from '../../../shared/domain/status-kind.ts';
import { Select, Switch, Words } from '../../parts/controls.tsx';
import { type Form, fieldOf } from './form.ts';
import { accessText, type Kind, modeNames, type Rule, ruleText, windowNames } from './words.ts';

const optionsOf = <T extends string>(names: Record<T, string>) =>
  (Object.entries(names) as [T, string][]).map(([value, label]) => ({ value, label }));

/** The two switches, and what clients read while something is off (product 1.3, 1.4). */
export function Access({ form }: { form: Form }) {
  const { draft, practice } = form;
  return (
    <section aria-labelledby="access">
      <h2 id="access">Online access</h2>
      <Switch {...fieldOf(form, '/clientPortal')} value={draft.clientPortal} />
      <Switch {...fieldOf(form, '/onlineBooking')} value={draft.onlineBooking} />
      <div class="effect" aria-live="polite">
        {accessText(practice, draft).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <Switch
        {...fieldOf(form, '/features/requests')}
        value={draft.features.requests}
        effect={
          draft.features.requests
            ? 'Clients ask online for new appointments while online booking is on.'
            : 'Nobody asks online for an appointment.'
        }
      />
      {(['portal', 'booking'] as const).map((which) => (
        <Words
          key={which}
          {...fieldOf(form, `/offMessages/${which}`)}
          rows={2}
          hint="Leave it empty for our usual words. {practice} and {phone} are filled in."
          value={draft.offMessages[which] ?? ''}
          onChange={(text) => form.set(`/offMessages/${which}`, text.trim() === '' ? null : text)}
        />
      ))}
    </section>
  );
}

/** How long before the start clients may still change or cancel, and what later means (product 1.5, 1.6). */
export function Limits({ form }: { form: Form }) {
  const { draft } = form;
  const apply = draft.applyCancellationPolicy;
  return (
    <section aria-labelledby="limits">
      <h2 id="limits">Changing and cancelling</h2>
      {!draft.clientPortal && <p class="hint">The client portal is off. These limits count once it is on.</p>}
      <Switch
        {...fieldOf(form, '/applyCancellationPolicy')}
        value={apply}
        effect={
          apply
            ? 'The limits below count. A service may have its own.'
            : 'The limits below do not count, those of services neither. Nothing is late.'
        }
      />
      {(['change', 'cancellation'] as const).map((kind) => (
        <Limit key={kind} form={form} kind={kind} rule={draft[kind]} apply={apply} />
      ))}
    </section>
  );
}

function Limit({ form, kind, rule, apply }: { form: Form; kind: Kind; rule: Rule; apply: boolean }) {
  const isWindow = rule.window !== 'none' && rule.window !== 'never';
  return (
    <>
      <Select
        {...fieldOf(form, `/${kind}/window`)}
        value={rule.window}
        options={optionsOf(windowNames)}
        effect={ruleText(kind, rule, apply)}
      />
      {isWindow && (
        <Select {...fieldOf(form, `/${kind}/mode`)} value={rule.mode} options={optionsOf(modeNames)} />
      )}
    </>
  );
}

/** The text that clients agree to before they cancel, and what a cancellation becomes (product 1.7, 1.8). */
export function Policy({ form }: { form: Form }) {
  const { draft, statuses } = form;
  const { shown, text } = draft.cancellationPolicy;
  const free = statuses
    .filter(({ kind }) => freesTheTime(kind))
    .map(({ id, name }) => ({ value: id, label: name }));
  return (
    <section aria-labelledby="policy">
      <h2 id="policy">Cancellation policy</h2>
      <Switch
        {...fieldOf(form, '/cancellationPolicy/shown')}
        value={shown}
        effect={
          shown
            ? 'Clients read the text before they cancel. We keep which text they agreed to.'
            : 'Clients cancel without reading a policy.'
        }
      />
      <Words {...fieldOf(form, '/cancellationPolicy/text')} rows={5} value={text} />
      {(['cancelledStatusId', 'lateCancelledStatusId'] as const).map((name) => (
        <Select key={name} {...fieldOf(form, `/${name}`)} value={draft[name]} options={free} />
      ))}
    </section>
  );
}

/** How clients prove who they are (product 1.11). */
export function WaysIn({ form }: { form: Form }) {
  const { identityCheck, emailed } = form.draft.signIn;
  return (
    <section aria-labelledby="ways-in">
      <h2 id="ways-in">Signing in</h2>
      <Switch
        {...fieldOf(form, '/signIn/identityCheck')}
        value={identityCheck}
        effect={
          identityCheck
            ? 'Every way in asks for date of birth and postcode.'
            : 'A link to an appointment asks for an e-mailed code instead.'
        }
      />
      <Switch
        {...fieldOf(form, '/signIn/emailed')}
        value={emailed}
        effect={
          emailed
            ? 'Clients get a link and a 6-digit code by e-mail when they ask.'
            : 'Clients come in by the link to their appointment only.'
        }
      />
    </section>
  );
}
