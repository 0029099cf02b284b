/** A record as people name it: `home.example.com A`. */
export function recordName({
  name,
  type,
}: {
  readonly name: string;
  readonly type: string;
}): string {
  return `${name} ${type}`;
}
