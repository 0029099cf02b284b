import { catalogue } from '../../contract/i18n/catalogue.ts';
import { listText } from '../../contract/i18n/format.ts';
import type { Language } from '../../contract/language.ts';
import { isNameProblem, parseName } from '../name.ts';
import type { RecordId } from '../record.ts';
import { nearestWord } from '../settings/problem.ts';
import type { Settings } from '../settings.ts';

/** The records of the names that somebody gave, all where there are none; a text where a name is unknown. */
export function chooseRecords(
  { records }: Settings,
  names: readonly string[] | undefined,
  language: Language,
): { readonly only: ReadonlySet<RecordId> | undefined } | string {
  if (names === undefined || names.length === 0) return { only: undefined };
  const only = new Set<RecordId>();
  const texts = catalogue(language).cli.usage;
  const known = [...new Set(records.map(({ name }) => name))];
  for (const given of names) {
    const name = parseName(given);
    const found = isNameProblem(name) ? [] : records.filter((record) => record.name === name);
    for (const { id } of found) only.add(id);
    if (found.length > 0) continue;
    const nearest = nearestWord(given, known);
    const hint = nearest === undefined ? '' : texts.nearest(nearest);
    return texts.together(texts.record(given, listText(language, known)), hint);
  }
  return { only };
}
