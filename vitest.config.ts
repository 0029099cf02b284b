import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build-once.ts'],
    // Without it, `import 'electron'` in plain Node would fetch Electron's program.
    env: { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' },
    testTimeout: 20_000,
    restoreMocks: true,
  },
});
