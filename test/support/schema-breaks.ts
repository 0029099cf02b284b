type Json = Readonly<Record<string, unknown>>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

interface Whole {
  readonly before: Json;
  readonly after: Json;
}

/** What a schema says, where it only says where that stands. */
function resolved(schema: unknown, root: Json): Json {
  if (!isJson(schema)) return {};
  const { $ref } = schema;
  if (typeof $ref !== 'string') return schema;
  const name = $ref.replace('#/$defs/', '');
  return isJson(root.$defs) ? resolved(root.$defs[name], root) : {};
}

function branchesOf(schema: Json): readonly unknown[] {
  return listOf(schema.anyOf ?? schema.oneOf ?? [schema]);
}

/** A branch for each branch of before: one that takes nothing that before did not. */
function unionBreaks(before: Json, after: Json, at: string, whole: Whole): readonly string[] {
  return branchesOf(after).flatMap((branch, index) => {
    const tried = branchesOf(before).map((old) =>
      breaks(resolved(old, whole.before), resolved(branch, whole.after), `${at}|${index}`, whole),
    );
    const [best = []] = tried.toSorted((one, other) => one.length - other.length);
    return best;
  });
}

function valueBreaks(before: Json, after: Json, at: string): readonly string[] {
  const found: string[] = [];
  const [types, now] = [listOf(before.type), listOf(after.type)];
  if (types.length > 0 && (now.length === 0 || now.some((type) => !types.includes(type)))) {
    found.push(`${at} may be ${now.join(' or ') || 'anything'}, not only ${types.join(' or ')}`);
  }
  const closedBefore = before.enum ?? (before.const === undefined ? undefined : [before.const]);
  if (closedBefore === undefined) return found;
  const closedAfter = after.enum ?? (after.const === undefined ? undefined : [after.const]);
  const allowed = new Set(listOf(closedBefore));
  const news = listOf(closedAfter).filter((value) => !allowed.has(value));
  if (closedAfter === undefined || news.length > 0) {
    found.push(`${at} may have values that it never had: ${news.join(', ') || 'any'}`);
  }
  return found;
}

function breaks(before: Json, after: Json, at: string, whole: Whole): readonly string[] {
  if (before.anyOf !== undefined || after.anyOf !== undefined) {
    return unionBreaks(before, after, at, whole);
  }
  const found = [...valueBreaks(before, after, at)];
  if (isJson(before.properties)) {
    const now = isJson(after.properties) ? after.properties : {};
    const required = new Set(listOf(after.required));
    for (const [key, old] of Object.entries(before.properties)) {
      const place = `${at}.${key}`;
      if (!Object.hasOwn(now, key)) found.push(`${place} is gone`);
      else {
        found.push(...inner(old, now[key], place, whole));
        const wasSure = listOf(before.required).includes(key);
        if (wasSure && !required.has(key)) found.push(`${place} may be missing`);
      }
    }
  }
  if (before.items !== undefined) found.push(...inner(before.items, after.items, `${at}[]`, whole));
  return found;
}

function inner(before: unknown, after: unknown, at: string, whole: Whole): readonly string[] {
  return breaks(resolved(before, whole.before), resolved(after, whole.after), at, whole);
}

/**
 * What would break a program that reads what `before` describes, when it is given what `after`
 * describes: fields that are gone or may be missing, values of another type, and values beyond those
 * of a closed list. Sentences; empty where all of it can still be read.
 */
export function schemaBreaks(before: Json, after: Json): readonly string[] {
  return breaks(before, after, '', { before, after });
}
