import type { z } from 'zod';
import type { Localized } from '../../contract/language.ts';
import type { Expected, ProblemText } from '../settings.ts';
import { isMap, type Place, report, shown, within } from './reader-walk.ts';
import { boundsOf, schemaAt } from './schema-fields.ts';

type Issue = z.core.$ZodIssue;

const types: Readonly<Record<string, Expected>> = {
  string: 'text',
  number: 'number',
  int: 'integer',
  boolean: 'boolean',
  array: 'list',
  object: 'map',
  record: 'map',
};

/** A place inside an account; a missing link on the way is undefined. */
function at(place: Place, path: readonly PropertyKey[]): Place {
  let found = place;
  for (const part of path) {
    const key = typeof part === 'number' ? part : String(part);
    const inside = typeof found.value === 'object' && found.value !== null;
    found = within(inside ? found : { ...found, value: {} }, key);
  }
  return found;
}

function isLocalized(value: unknown): value is Localized {
  return typeof value === 'object' && value !== null && 'en' in value && 'zh-CN' in value;
}

/** The provider's own words: `params.message` in both languages, or a message that is not zod's. */
function ownWords(issue: Issue): string | Localized | undefined {
  const params = 'params' in issue ? issue.params : undefined;
  const text: unknown = typeof params === 'object' ? params?.message : undefined;
  if (isLocalized(text)) return text;
  return /^(?:Invalid|Too |Unrecognized)/.test(issue.message) ? undefined : issue.message;
}

function wanted(issue: Issue, place: Place): Expected {
  if (issue.code === 'invalid_type') {
    // A map here is a reference that went wrong, such as { evn: NAME }.
    if (issue.expected === 'string' && isMap(place.value)) return 'secret';
    const whole = issue.expected === 'number' && typeof place.value === 'number';
    return whole ? 'integer' : (types[issue.expected] ?? 'value');
  }
  if (issue.code === 'invalid_value') return { oneOf: issue.values.map(String) };
  if (issue.code === 'invalid_format' && issue.format === 'url') return 'url';
  if (issue.code === 'too_small' && issue.origin === 'string') return 'text';
  return 'value';
}

/** The branch of a union that came nearest. */
function nearest(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [];
  return [...issue.errors].sort((a, b) => a.length - b.length)[0] ?? [];
}

function problemOf(issue: Issue, place: Place, schema: z.ZodType, hidden: boolean): ProblemText {
  const field = String(issue.path.at(-1) ?? '');
  const own = ownWords(issue);
  if (place.value === null) return { kind: 'noValue', field };
  const found = hidden ? undefined : shown(place.value);
  if (own !== undefined) return { kind: 'field', field, message: own, found };
  const bounds =
    issue.code === 'too_small' || issue.code === 'too_big'
      ? boundsOf(schemaAt(schema, issue.path))
      : undefined;
  if (bounds === undefined) {
    return { kind: 'expected', field, expected: wanted(issue, place), found };
  }
  return { kind: 'range', field, min: `${bounds.min}`, max: `${bounds.max}`, found };
}

/**
 * Turns what zod found wrong with an account into problems of ours: at the right place, in our
 * words, without the value where it is one of the secrets.
 */
export function reportIssues(
  issues: readonly Issue[],
  account: Place,
  schema: z.ZodType,
  secrets: ReadonlySet<string>,
): void {
  for (const issue of issues) {
    const place = at(account, issue.path);
    const closer = nearest(issue);
    if (issue.code === 'unrecognized_keys') {
      // Keys of the account itself are told with those that it knows.
      if (issue.path.length === 0) continue;
      for (const key of issue.keys) {
        report(within(place, key), { kind: 'unknownKey', field: key, known: [] }, true);
      }
    } else if (place.value === undefined && issue.code !== 'custom' && issue.path.length > 0) {
      const field = String(issue.path.at(-1));
      report(at(account, issue.path.slice(0, -1)), { kind: 'missing', field });
    } else if (closer.length > 0) {
      const inner = closer.map((each) => ({ ...each, path: [...issue.path, ...each.path] }));
      reportIssues(inner, account, schema, secrets);
    } else {
      const hidden = secrets.has(String(place.value));
      report(place, problemOf(issue, place, schema, hidden));
    }
  }
}
