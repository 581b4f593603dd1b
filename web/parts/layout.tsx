import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Portal } from '../api/client.ts';
import { useFocus } from './messages.tsx';

/** A phone number to press; nobody has to copy it. */
export const Phone = ({ number }: { number: string }) => (
  <a class="phone" href={`tel:${number.replace(/[^+\d]/g, '')}`}>
    {number}
  </a>
);

/** A sentence of ours or the practice's; its phone number, wherever it stands, can be pressed. */
export function Sentence({ text, phone }: { text: string; phone: string | undefined }) {
  const at = phone ? text.indexOf(phone) : -1;
  if (!phone || at === -1) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <Phone number={phone} />
      {text.slice(at + phone.length)}
    </>
  );
}

/** What of a practice its band shows. */
type Shown = Pick<Portal, 'name' | 'logoUrl' | 'brand'>;

interface LayoutProps {
  portal: Shown | null;
  /** What the band says while the practice is not known. */
  unnamed: string;
  actions?: ComponentChildren;
  nav?: ComponentChildren;
  foot?: ComponentChildren;
  children: ComponentChildren;
}

/** The frame of every page: the practice's band, the content, and what stands below it. */
export function Layout({ portal, unnamed, actions, nav, foot, children }: LayoutProps) {
  const content = useRef<HTMLElement>(null);
  useBrand(portal);
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: a link by nature, but the fragment is for the secret of links */}
      <a
        class="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault();
          content.current?.focus();
        }}
      >
        Skip to the content
      </a>
      <header class="band">
        <div class="column band-row">
          <span class="practice">
            {portal?.logoUrl && (
              <img
                class="logo"
                src={portal.logoUrl}
                alt=""
                width="48"
                height="48"
                referrerpolicy="no-referrer"
              />
            )}
            <span class="practice-name">{portal?.name ?? unnamed}</span>
          </span>
          {actions}
        </div>
      </header>
      {nav}
      <main class="column" id="content" ref={content} tabIndex={-1}>
        {children}
      </main>
      {foot && <footer class="column foot">{foot}</footer>}
    </>
  );
}

/** The page's one H1: its purpose, and the title. It takes focus when the step changes, and is read out. */
export function Heading({
  text,
  error,
  practice,
}: {
  text: string;
  error?: boolean;
  practice?: string | undefined;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useFocus(heading, text);
  useEffect(() => {
    document.title = [error ? `Error: ${text}` : text, practice].filter(Boolean).join(' - ');
  }, [text, error, practice]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {text}
    </h1>
  );
}

/** The practice's colour, checked for contrast by the server, as variables of both themes. */
function useBrand(portal: Shown | null): void {
  useEffect(() => {
    if (!portal) return;
    const { fill, label, light, dark } = portal.brand;
    // By way of the object model: an inline style would need a hole in the Content-Security-Policy.
    const { style } = document.documentElement;
    style.setProperty('--brand', fill);
    style.setProperty('--brand-label', label);
    style.setProperty('--brand-edge-light', light.edge ? 'var(--ink)' : fill);
    style.setProperty('--brand-edge-dark', dark.edge ? 'var(--ink)' : fill);
    style.setProperty('--brand-link-light', light.link);
    style.setProperty('--brand-link-dark', dark.link);
  }, [portal]);
}
