/** What differs between two listings: `+` came, `-` went, `~` changed; sorted. */
export function difference(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly string[] {
  const came = [...after.keys()].filter((name) => !before.has(name)).map((name) => `+ ${name}`);
  const rest = [...before].flatMap(([name, value]) => {
    const now = after.get(name);
    if (now === undefined) return [`- ${name}`];
    return now === value ? [] : [`~ ${name}`];
  });
  return [...came, ...rest].sort();
}
