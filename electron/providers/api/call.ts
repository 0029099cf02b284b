import type { OutgoingRequest } from '../signing/signer.ts';

type Values = Readonly<Record<string, string | number>>;

/** One call of an API. At most one of `json`, `form` and `text`. */
export interface ApiCall {
  readonly method: OutgoingRequest['method'];
  /** Begins with a slash; segments already encoded. */
  readonly path: string;
  readonly query?: Values;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as `application/x-www-form-urlencoded`. */
  readonly form?: Values;
  /** Sent as it is. */
  readonly text?: { readonly type: string; readonly body: string };
  /** It changes something. Default: everything but GET. */
  readonly write?: boolean;
}

/** RFC 3986: also what `encodeURIComponent` leaves as it is (`! ' ( ) *`). */
export function encodePart(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function pairs(values: Values): string {
  return Object.entries(values)
    .map(([name, value]) => `${encodePart(name)}=${encodePart(String(value))}`)
    .join('&');
}

function bodyOf({ json, form, text }: ApiCall): { type: string; body: string } | undefined {
  if (json !== undefined) return { type: 'application/json', body: JSON.stringify(json) };
  if (form !== undefined) {
    return { type: 'application/x-www-form-urlencoded', body: pairs(form) };
  }
  return text;
}

/** The request that a call comes to. The call's headers win over the API's. */
export function buildRequest(
  base: string,
  headers: Readonly<Record<string, string>>,
  call: ApiCall,
): OutgoingRequest {
  const query = pairs(call.query ?? {});
  const content = bodyOf(call);
  return {
    method: call.method,
    url: `${base}${call.path}${query === '' ? '' : `?${query}`}`,
    headers: {
      accept: 'application/json',
      ...(content === undefined ? {} : { 'content-type': content.type }),
      ...headers,
      ...call.headers,
    },
    ...(content === undefined ? {} : { body: content.body }),
  };
}
