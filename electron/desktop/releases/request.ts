import { EventEmitter } from 'node:events';
import { ReleaseError } from '../../core/release/error.ts';

/** What is asked of one request to the feed. */
export interface RequestLimits {
  /** Bytes of the answer. */
  readonly size: number;
  /** Milliseconds without a byte. */
  readonly patience: number;
  /** Whether it may follow a redirect to there. */
  readonly mayAsk: (url: string) => boolean;
  readonly signal: AbortSignal;
}

type Inner = Pick<Electron.ClientRequest, 'end' | 'abort' | 'followRedirect'> & EventEmitter;

/**
 * A request of Electron's that ends by itself with an error where its answer is too long, stops
 * coming, or leads where it may not: electron-updater itself would wait and write for ever. It has
 * what electron-updater uses.
 */
export class LimitedRequest extends EventEmitter {
  readonly #inner: Inner;
  readonly #limits: RequestLimits;
  readonly #onAbort = () => this.#fail(new Error('aborted'));
  #timer: NodeJS.Timeout | undefined;
  #over = false;

  constructor(inner: Inner, limits: RequestLimits) {
    super();
    this.#inner = inner;
    this.#limits = limits;
    limits.signal.addEventListener('abort', this.#onAbort, { once: true });
    inner.on('error', (error: Error) => this.#fail(error));
    inner.on('close', () => this.#end());
    inner.on('login', (_info: unknown, answer: () => void) => answer());
    inner.on('redirect', (status: number, method: string, url: string) => {
      if (limits.mayAsk(url)) this.emit('redirect', status, method, url);
      else this.#fail(new ReleaseError({ kind: 'network' }));
    });
    inner.on('response', (response: Electron.IncomingMessage) => this.#answer(response));
  }

  end(): void {
    this.#wait();
    if (this.#limits.signal.aborted) this.#onAbort();
    else this.#inner.end();
  }

  abort(): void {
    this.#end();
    this.#inner.abort();
  }

  followRedirect(): void {
    this.#inner.followRedirect();
  }

  #answer(response: Electron.IncomingMessage): void {
    let received = 0;
    response.on('data', (piece: Buffer) => {
      received += piece.length;
      if (received > this.#limits.size) this.#fail(new ReleaseError({ kind: 'tampered' }));
      else this.#wait();
    });
    // Electron tells of a lost connection here too, and nobody else may be listening.
    response.on('error', (error: Error) => this.#fail(error));
    response.on('end', () => this.#end());
    this.emit('response', response);
    // Nobody reads the rest of a refusal.
    if (response.statusCode >= 400) this.abort();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    if (this.#over) return;
    const late = () => this.#fail(new ReleaseError({ kind: 'network' }));
    this.#timer = setTimeout(late, this.#limits.patience);
  }

  #fail(error: Error): void {
    if (this.#over) return;
    this.abort();
    this.emit('error', error);
  }

  #end(): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#limits.signal.removeEventListener('abort', this.#onAbort);
  }
}
