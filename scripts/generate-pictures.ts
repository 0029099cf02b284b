import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, languages } from '../electron/contract/language.ts';
import { createWindowStage, type WindowStage } from '../test/support/window-stage.ts';
import { type Picture, type PictureTheme, pictureFile, pictures, themes } from './pictures/list.ts';
import { nearestIn, paletteOf } from './pictures/palette.ts';
import { decodePng, encodePng } from './pictures/png.ts';
import { picturedAt } from './pictures/sample.ts';

/** The window as it opens on a common screen, at 200 %. */
const size = { width: 960, height: 680, scale: 2 } as const;

async function take(
  stage: WindowStage,
  { place, snapshot, answers }: Picture,
  language: Language,
  colorScheme: PictureTheme,
): Promise<Buffer> {
  const { page, faults } = await stage.open({
    ...size,
    on: place.page,
    item: place.item,
    snapshot: snapshot(language),
    answers: answers(language),
    colorScheme,
    now: picturedAt,
  });
  await page.locator('h1:visible').first().waitFor();
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await page.context().close();
  if (faults.length > 0) throw new Error(`${place.page}: ${faults.join('; ')}`);
  const pixels = decodePng(png);
  const palette = paletteOf(pixels.colours);
  return encodePng(pixels, palette, nearestIn(palette));
}

/** Takes every picture of the documentation into a folder; the one of the repository by default. */
async function run(folder = join(import.meta.dirname, '..', 'docs', 'pictures')): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const stage = await createWindowStage();
  let total = 0;
  try {
    for (const picture of pictures) {
      for (const language of languages) {
        for (const theme of themes) {
          const png = await take(stage, picture, language, theme);
          total += png.length;
          writeFileSync(join(folder, pictureFile(picture, language, theme)), png);
        }
      }
    }
  } finally {
    await stage.close();
  }
  process.stdout.write(`${Math.round(total / 1024)} KiB in ${folder}\n`);
}

if (import.meta.main) await run(process.argv[2]);
