import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { describeDesktop } from '../support/desktop/describe.ts';
import { patience, storyTime, toastTitles } from '../support/desktop-steps.ts';
import { openDesktopWorld } from '../support/desktop-world.ts';

describeDesktop('a start with settings that are damaged', () => {
  it('tells of them, rather than welcoming a new user', storyTime, async () => {
    const world = await openDesktopWorld();
    mkdirSync(world.data, { recursive: true });
    writeFileSync(path.join(world.data, 'settings.json'), '{"settings":');
    const app = await world.launch();
    await expect.poll(() => toastTitles(app), patience).toEqual(['Needs attention']);
    const [toast] = await app.notifications();
    expect(toast?.body).toContain('The settings file was damaged');
  });
});
