import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build-once.ts'],
    // Without it, `import 'electron'` in plain Node would fetch Electron's program.
    env: { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' },
    testTimeout: 30_000,
    // A slow machine gets its time; what never comes still fails.
    expect: { poll: { timeout: 20_000 } },
    // The specs of the desktop app mostly wait.
    maxWorkers: 2,
    restoreMocks: true,
  },
});
