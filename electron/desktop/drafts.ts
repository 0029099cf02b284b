/** What the user typed and did not save, in the window's own form. In memory only: it may hold secrets. */
export interface Drafts {
  get(): string | null;
  /** Null drops it. */
  set(draft: string | null): void;
}

export function createDrafts(): Drafts {
  let kept: string | null = null;
  return {
    get: () => kept,
    set(draft) {
      kept = draft;
    },
  };
}
