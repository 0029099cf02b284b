import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { createWindowStage, type OpenWindow, type WindowStage } from '../support/window-stage.ts';

export { type Answers, ok } from '../support/window-answers.ts';
export type { OpenWindow, Sent, WindowOptions } from '../support/window-stage.ts';

/** Opens windows for the tests of a suite. Each is closed after its test, and had no fault. */
export function useWindows(): WindowStage['open'] {
  let stage: WindowStage;
  const open: OpenWindow[] = [];
  beforeAll(async () => {
    stage = await createWindowStage();
  }, 60_000);
  afterAll(() => stage.close());
  afterEach(async () => {
    for (const { page, faults } of open.splice(0)) {
      await page.context().close();
      expect(faults).toEqual([]);
    }
  });
  return async (options) => {
    const window = await stage.open(options);
    open.push(window);
    return window;
  };
}
