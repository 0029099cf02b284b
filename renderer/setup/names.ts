/** What stands between two names that somebody typed. */
const between = /[\s,;，、；]+/u;

/** The names of a text, in full: `home` and `@` are meant in the zone. Each once. */
export function typedNames(text: string, zone: string | undefined): readonly string[] {
  const names = text
    .split(between)
    .filter((name) => name !== '')
    .map((name) => fullName(name, zone));
  return [...new Set(names)];
}

/** A dot makes a name a full one: a wrong guess there would write a name that nobody wanted. */
function fullName(name: string, zone: string | undefined): string {
  const bare = name.replace(/[.。]$/u, '');
  if (zone === undefined || bare !== name) return bare;
  if (name === '@') return zone;
  return /[.。]/u.test(name) || name.toLowerCase() === zone.toLowerCase()
    ? name
    : `${name}.${zone}`;
}

/** The names that are to be kept up to date, without those that are already. */
export function chosenNames(
  picked: readonly string[],
  typed: readonly string[],
  kept: ReadonlySet<string>,
): readonly string[] {
  const seen = new Set(kept);
  return [...picked, ...typed].filter((name) => {
    const key = name.toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
