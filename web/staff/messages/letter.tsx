import { useRef } from 'preact/hooks';

/** Marks a style that waits for being applied by hand. */
const WAITING = 'data-style';

/**
 * An e-mail as it will look. Its frame runs no script and opens nothing; it inherits our Content-Security-Policy,
 * which forbids styles in attributes, so they are renamed and applied by way of the object model.
 */
export function Letter({ html }: { html: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  function dress(): void {
    const inside = frame.current?.contentDocument;
    if (!frame.current || !inside) return;
    for (const element of inside.querySelectorAll<HTMLElement>(`[${WAITING}]`))
      element.style.cssText = element.getAttribute(WAITING) ?? '';
    frame.current.style.height = `${inside.documentElement.scrollHeight + 2}px`;
  }
  return (
    <iframe
      ref={frame}
      class="letter"
      title="The e-mail"
      sandbox="allow-same-origin"
      srcdoc={html.replace(/(<[a-z][^<>]*?) style="/g, `$1 ${WAITING}="`)}
      onLoad={dress}
    />
  );
}
