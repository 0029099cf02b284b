/** The two ends of a child process's own channel, of which both sides see the same methods. */
interface MessagePort {
  send(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  onClosed(listener: () => void): void;
  /** What is known of the other side's end, for the errors. */
  epitaph?(): string;
}

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly args: unknown[] }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly message: string };

/** The methods of `T` as the other process sees them: each one promises its result. */
export type Remote<T> = {
  readonly [K in keyof T]: T[K] extends (...args: infer A) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never;
};

interface Pending {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * Calls by name, in both directions over one channel. Arguments and results are cloned by the
 * channel; an error crosses as its message. When the channel closes, what is under way rejects.
 */
export function connect<Theirs extends object>(port: MessagePort, own: object): Remote<Theirs> {
  const pending = new Map<number, Pending>();
  let lastId = 0;
  let closed = false;

  const gone = () => new Error(`the other process is gone\n${port.epitaph?.() ?? ''}`.trim());

  port.onClosed(() => {
    closed = true;
    for (const one of pending.values()) one.reject(gone());
    pending.clear();
  });

  port.onMessage((raw) => {
    const message = raw as Message;
    if (message.kind === 'call') void answer(message.id, message.name, message.args);
    else settle(message);
  });

  async function answer(id: number, name: string, args: unknown[]): Promise<void> {
    try {
      const method: unknown = Reflect.get(own, name);
      if (typeof method !== 'function') throw new Error(`there is no method ${name}`);
      const value: unknown = await Reflect.apply(method, own, args);
      if (!closed) port.send({ kind: 'result', id, value });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!closed) port.send({ kind: 'failure', id, message });
    }
  }

  function settle(message: Exclude<Message, { kind: 'call' }>): void {
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.kind === 'result') waiting?.resolve(message.value);
    else waiting?.reject(new Error(message.message));
  }

  function call(name: string, args: unknown[]): Promise<unknown> {
    if (closed) return Promise.reject(gone());
    lastId += 1;
    const id = lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    pending.set(id, { resolve, reject });
    port.send({ kind: 'call', id, name, args });
    return promise;
  }

  return new Proxy<Remote<Theirs>>(Object.create(null), {
    get: (_, name) => {
      if (typeof name !== 'string' || name === 'then') return undefined;
      return (...args: unknown[]) => call(name, args);
    },
  });
}
