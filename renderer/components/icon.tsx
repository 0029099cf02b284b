import type { JSX } from 'preact';

// Made anew for each icon: an element that is kept here holds the page that it was drawn in last, and
// with it what was typed there, secrets too.
const circle = () => <circle class="fill" cx="10" cy="10" r="8.5" />;
const ring = () => <circle class="line" cx="10" cy="10" r="7.75" />;

/** Each tells its meaning by its shape; the colour only repeats it. */
const shapes = {
  check: () => [circle(), <path class="cut" d="M6 10.3l2.8 2.8L14.2 7.4" />],
  working: () => [
    <path class="line" d="M3.6 10A6.4 6.4 0 0 1 15 6M16.4 10A6.4 6.4 0 0 1 5 14" />,
    <path class="line" d="M15.4 2.6V6.4H11.6M4.6 17.4V13.6H8.4" />,
  ],
  warning: () => [
    <path class="fill" d="M10 2.6L18.2 16.8H1.8Z" />,
    <path class="cut" d="M10 7.6v4.2M10 14.2v.1" />,
  ],
  pause: () => [circle(), <path class="cut" d="M7.8 6.8v6.4M12.2 6.8v6.4" />],
  offline: () => [ring(), <path class="line" d="M4.6 4.6l10.8 10.8" />],
  clock: () => [ring(), <path class="line" d="M10 5.6V10l2.8 1.8" />],
  cross: () => [circle(), <path class="cut" d="M7 7l6 6M13 7l-6 6" />],
  stop: () => [
    <path class="fill" d="M6.6 1.8h6.8l4.8 4.8v6.8l-4.8 4.8H6.6l-4.8-4.8V6.6Z" />,
    <path class="cut" d="M6 10h8" />,
  ],
  lock: () => [
    <rect class="fill" x="4" y="9" width="12" height="8.5" rx="1.2" />,
    <path class="line" d="M6.6 9V6.2a3.4 3.4 0 0 1 6.8 0V9" />,
  ],
  question: () => [
    ring(),
    <path class="line" d="M7.8 7.9a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.6M10 14v.1" />,
  ],
  note: () => [ring(), <path class="line" d="M10 9.2v4.6M10 6.4v.1" />],
  status: () => [<path class="line" d="M2 10.5h3.6L8 4.5l4 11 2.2-5H18" />],
  records: () => [
    <path class="line" d="M7 5h10M7 10h10M7 15h10" />,
    <path class="line" d="M3 5h.1M3 10h.1M3 15h.1" />,
  ],
  accounts: () => [
    <circle class="line" cx="6.5" cy="13.5" r="3.5" />,
    <path class="line" d="M9 11l7.5-7.5M13 7l2.5 2.5" />,
  ],
  watching: () => [
    <path
      class="line"
      d="M2.2 10C4 6.6 6.8 4.9 10 4.900S16 6.6 17.8 10C16 13.4 13.2 15.1 10 15.100S4 13.4 2.2 10Z"
    />,
    <circle class="line" cx="10" cy="10" r="2.4" />,
  ],
  notifications: () => [
    <path
      class="line"
      d="M4 14.500h12c-1.2-1.3-1.6-2.7-1.6-5.500a4.4 4.4 0 0 0-8.8 0c0 2.8-.4 4.2-1.6 5.500Z"
    />,
    <path class="line" d="M8.4 17h3.2" />,
  ],
  log: () => [
    <path class="line" d="M5 2.8h7l3.5 3.500v10.900H5Z" />,
    <path class="line" d="M7.6 9.400h5.200M7.6 13h5.2" />,
  ],
  general: () => [
    <path class="line" d="M2.5 6h8M14.5 6h3M2.5 14h3M9.5 14h8" />,
    <circle class="line" cx="12.5" cy="6" r="2" />,
    <circle class="line" cx="7.5" cy="14" r="2" />,
  ],
  back: () => [<path class="line" d="M12 4.500L6.5 10l5.5 5.5" />],
  forward: () => [<path class="line" d="M8 4.500l5.5 5.500L8 15.5" />],
  add: () => [<path class="line" d="M10 4v12M4 10h12" />],
  more: () => [<path class="line" d="M5 8l5 5 5-5" />],
  copy: () => [
    <rect class="line" x="7" y="6.5" width="9" height="10.5" rx="1.5" />,
    <path class="line" d="M13 3.5H6A2 2 0 0 0 4 5.5V14" />,
  ],
  open: () => [
    <path
      class="line"
      d="M8.5 4H5.5A1.5 1.5 0 0 0 4 5.5v9A1.5 1.5 0 0 0 5.5 16h9a1.5 1.5 0 0 0 1.5-1.5V11.5"
    />,
    <path class="line" d="M11.5 3.5h5v5M16 4L9.5 10.5" />,
  ],
} satisfies Record<string, () => readonly JSX.Element[]>;

export type IconName = keyof typeof shapes;

/** A picture beside a text that says the same. */
export function Icon({ name, large }: { readonly name: IconName; readonly large?: boolean }) {
  return (
    <svg
      class={`icon icon-${name}${large === true ? ' icon-large' : ''}`}
      viewBox="0 0 20 20"
      aria-hidden="true"
    >
      {shapes[name]()}
    </svg>
  );
}
