/** A request as it goes out, byte for byte. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Absolute, with path and query already percent-encoded by RFC 3986. */
  readonly url: string;
  /** Names in lower case; `host` is not among them. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined for a request without a body. */
  readonly body?: string | undefined;
}

/**
 * Adds to a request what proves who sends it. `at` is the server's time as far as known, in
 * milliseconds since 1970.
 */
export type Signer = (request: OutgoingRequest, at: number) => OutgoingRequest;
