import { render } from 'preact';

const page = document.getElementById('app')!;

// Each page comes as a file of its own: nobody loads the other's.
if (/^\/staff(\/|$)/.test(location.pathname)) {
  const { StaffPage } = await import('./staff/page.tsx');
  render(<StaffPage />, page);
} else {
  const { LinkPage } = await import('./link/page.tsx');
  render(<LinkPage />, page);
}
