import { render } from 'preact';
import { App } from './app.tsx';
import { goTo } from './navigate.ts';
import { start } from './start.ts';

const root = document.getElementById('app');
if (root !== null) {
  start(window.ddns, goTo);
  render(<App />, root);
}
