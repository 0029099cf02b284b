import { expect, it } from 'vitest';
import { createDrafts } from '../../electron/desktop/drafts.ts';

it('keeps the latest draft until it is dropped', () => {
  const drafts = createDrafts();
  expect(drafts.get()).toBeNull();
  drafts.set('one');
  drafts.set('two');
  expect(drafts.get()).toBe('two');
  drafts.set(null);
  expect(drafts.get()).toBeNull();
});
