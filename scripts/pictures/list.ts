import type { Language } from '../../electron/contract/language.ts';
import type { WindowPlace } from '../../electron/contract/place.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { serviceCards } from '../../electron/core/views/service-cards.ts';
import { presets } from '../../electron/providers/dyndns2/presets.ts';
import { loadProviders } from '../../electron/providers/registry.ts';
import { type Answers, ok } from '../../test/support/window-answers.ts';
import { picturedForm, picturedSnapshot } from './sample.ts';

export const themes = ['light', 'dark'] as const;
export type PictureTheme = (typeof themes)[number];

/** One picture of the window, in each language and theme. */
export interface Picture {
  readonly name: string;
  readonly place: WindowPlace;
  readonly snapshot: (language: Language) => Snapshot;
  /** Of the main process, beside its usual ones. */
  readonly answers: (language: Language) => Answers;
}

const world = { providers: await loadProviders(), presets: { dyndns2: presets } };

const usual = {
  snapshot: picturedSnapshot,
  answers: (language: Language): Answers => ({
    settingsForm: () => ok(picturedForm),
    services: () => ok(serviceCards(world, language)),
  }),
} as const;

/** Every picture of the documentation. */
export const pictures: readonly Picture[] = [
  { ...usual, name: 'status', place: { page: 'status' } },
  { ...usual, name: 'setup', place: { page: 'setup' } },
];

/** A picture's file: `status.zh-CN.dark.png`. */
export function pictureFile({ name }: Picture, language: Language, theme: PictureTheme): string {
  return `${name}.${language}.${theme}.png`;
}
