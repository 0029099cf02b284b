/** A request as it arrived, before anything of it is believed. */
export interface LocalRequest {
  readonly method: string;
  /** The request line's second word. */
  readonly target: string;
  /** In order and with repetitions; the names in lower case. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** The header's value; undefined where it is missing or stands there more than once. */
export function headerOf({ headers }: LocalRequest, name: string): string | undefined {
  const found = headers.filter(([one]) => one === name);
  return found.length === 1 ? found[0]?.[1] : undefined;
}

export function hasHeader({ headers }: LocalRequest, name: string): boolean {
  return headers.some(([one]) => one === name);
}
