import { render } from 'preact';

const page = document.getElementById('app')!;
const slug = /^\/p\/([^/]+)(?:\/(?:in|new))?\/?$/.exec(location.pathname)?.[1];

// Each page comes as a file of its own: nobody loads the other's.
if (/^\/staff(\/|$)/.test(location.pathname)) {
  const { StaffPage } = await import('./staff/page.tsx');
  render(<StaffPage />, page);
} else if (slug !== undefined && /\/new\/?$/.test(location.pathname)) {
  const { StrangerPage } = await import('./stranger/page.tsx');
  render(<StrangerPage slug={slug} />, page);
} else if (/^\/c\/?$/.test(location.pathname)) {
  const { ConfirmPage } = await import('./confirm/page.tsx');
  render(<ConfirmPage />, page);
} else if (slug !== undefined) {
  const { PortalPage } = await import('./portal/page.tsx');
  render(<PortalPage slug={slug} />, page);
} else {
  const { LinkPage } = await import('./link/page.tsx');
  render(<LinkPage />, page);
}
