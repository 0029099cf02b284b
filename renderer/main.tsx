import { render } from 'preact';
import { App } from './app.tsx';
import { goTo } from './navigate.ts';
import { start } from './start.ts';

const root = document.getElementById('app');
// Windows 11 paints its own material behind the page.
if (location.search === '?mica') document.documentElement.dataset.mica = '';
if (root !== null) {
  start(window.ddns, goTo);
  render(<App />, root);
}
