import { describe, expect, it } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { languages } from '../../electron/contract/language.ts';
import { runDemo } from '../../electron/demo/story.ts';

describe('the demonstration', () => {
  it.each(languages)(
    'tells its whole story in %s, and every record comes right',
    async (language) => {
      let told = '';
      const status = await runDemo({
        language,
        write: (text) => {
          told += text;
        },
        bold: (text) => text,
      });
      const { demo } = catalogue(language);
      expect(told).toContain(demo.title);
      expect(told).toContain(demo.end);
      for (const scene of [demo.scenes.start, demo.scenes.broken, demo.scenes.mended]) {
        expect(told).toContain(scene);
      }
      for (const [host, address] of [
        ['home.lan.test', '81.2.69.142'],
        ['home.web.test', '89.160.20.112'],
        ['home.lan.test', '2.125.160.216'],
        ['home.web.test', '2.125.160.216'],
      ] as const) {
        expect(told).toContain(demo.verified(host, address));
      }
      expect(told).toContain('Chen');
      expect(told).toContain('175.16.199.7');
      expect(told).toContain('503');
      expect(status).toBe(0);
    },
  );
});
