import { render } from 'preact';
import { LinkPage } from './link/page.tsx';

render(<LinkPage />, document.getElementById('app')!);
