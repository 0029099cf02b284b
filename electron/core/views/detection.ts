import { catalogue } from '../../contract/i18n/catalogue.ts';
import { listText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import type { Family } from '../address.ts';
import type { Detection } from '../state.ts';
import type { Actions } from './outcome.ts';

/** What was found out about one family's address. The shape of `addresses.ipv4` in JSON. */
export type DetectionData =
  | {
      readonly state: 'known';
      readonly address: string;
      /**
       * `steady`: as last confirmed. `local`: the same, by this computer's own interface or its gateway.
       * `quorum`: operators agree. `own`: the user's only source.
       */
      readonly by: 'steady' | 'local' | 'quorum' | 'own';
      readonly sources: readonly string[];
    }
  | { readonly state: 'offline' | 'noAnswer' | 'single' | 'tunnel' | 'elsewhere' | 'off' }
  | {
      readonly state: 'disagree';
      readonly answers: readonly { readonly source: string; readonly address: string }[];
    };

/** A detection without what only the program needs. */
export function detectionData(detection: Detection): DetectionData {
  switch (detection.kind) {
    case 'known': {
      const { address, by, voices } = detection;
      const sources = voices.filter((voice) => voice.address.text === address.text);
      return {
        state: 'known',
        address: address.text,
        by,
        sources: sources.map(({ source }) => source),
      };
    }
    case 'unavailable':
      return { state: detection.why };
    case 'disagree': {
      const answers = detection.voices.map(({ source, address }) => ({
        source,
        address: address.text,
      }));
      return { state: 'disagree', answers };
    }
    case 'off':
      return { state: 'off' };
  }
}

/** A source as the user knows it: one of their own by its host, the others by their ids. */
export function sourceName(id: string): string {
  return id.replace(/^url:/, '');
}

/** Why there is no address, as a sentence; empty where there is one. */
export function detectionSentence(
  detection: DetectionData,
  family: Family,
  language: Language,
  actions: Actions = 'cli',
): string {
  const { tray, status: texts } = catalogue(language);
  const name = texts.family[family];
  switch (detection.state) {
    case 'known':
      return '';
    case 'disagree': {
      const isCli = actions === 'cli';
      const said = detection.answers.map(
        ({ source, address }) => `${isCli ? source : sourceName(source)}: ${address}`,
      );
      const answers = listText(language, said);
      return isCli ? texts.detection.disagree(name, answers) : tray.steps.disagree(name, answers);
    }
    case 'noAnswer':
      return actions === 'cli' ? texts.detection.noAnswer(name) : tray.steps.noAnswer(name);
    default:
      return texts.detection[detection.state](name);
  }
}
