import type { ComponentChildren, JSX } from 'preact';
import type { WindowPage } from '../../electron/contract/place.ts';

interface PageProps {
  readonly name: WindowPage;
  readonly title: string;
  /** At the end of the heading's line. */
  readonly aside?: ComponentChildren;
  readonly hidden?: boolean | undefined;
  readonly children: ComponentChildren;
}

/** A page with its heading. */
export function Page({ name, title, aside, hidden, children }: PageProps): JSX.Element {
  return (
    <div class={`page page-${name}`} data-page={name} hidden={hidden === true}>
      <div class="group-head">
        <h1 tabIndex={-1}>{title}</h1>
        {aside}
      </div>
      {children}
    </div>
  );
}

interface CardProps {
  readonly id: string;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A named group on a page. */
export function Card({ id, title, children }: CardProps): JSX.Element {
  return (
    <section class="group" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div class="card">{children}</div>
    </section>
  );
}
