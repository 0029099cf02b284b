import type { Language } from '../../contract/language.ts';
import type { AppState } from '../state.ts';
import { factsOf } from '../verdicts/facts.ts';
import { verdictsOf } from '../verdicts/verdicts.ts';
import { type Instance, type StatusData, statusData } from '../views/status.ts';
import { verdictData } from '../views/verdict.ts';

/** The JSON of `ddns-tray status` and of `GET /api/status`. */
export function wholeStatus(
  state: AppState | undefined,
  folder: string,
  language: Language,
  instance?: Instance,
): StatusData {
  const verdicts = state === undefined ? [] : verdictsOf(factsOf(state, undefined));
  return {
    ...statusData(state, folder, instance),
    verdicts: verdicts.map((verdict) => verdictData(verdict, language)),
  };
}
