import { useEffect, useRef, useState } from 'preact/hooks';
import type { Reply } from '../electron/contract/ipc.ts';

export type TaskState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'done'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };

/** A request of the user's, one at a time. */
export interface Task {
  readonly state: TaskState;
  readonly busy: boolean;
  /**
   * Asks, unless something is under way. `done` hears the value of a good reply and may return a
   * sentence of success. A failed reply becomes the state.
   */
  readonly run: <Value>(
    request: () => Promise<Reply<Value>>,
    done?: (value: Value) => string | undefined | Promise<string | undefined>,
  ) => Promise<void>;
  /** As {@link run}, also while something is under way: the state is that of the latest one. */
  readonly follow: (request: () => Promise<Reply<unknown>>) => Promise<void>;
  readonly succeed: (message: string) => void;
  readonly fail: (message: string) => void;
  /** Takes an old result away. */
  readonly clear: () => void;
}

/** A success is news for this long; then it would only be in the way. */
const doneFor = 6000;

export function useTask(): Task {
  const [state, setState] = useState<TaskState>({ kind: 'idle' });
  const running = useRef(false);
  const turn = useRef(0);
  useEffect(() => {
    if (state.kind !== 'done') return;
    const timer = setTimeout(() => setState({ kind: 'idle' }), doneFor);
    return () => clearTimeout(timer);
  }, [state]);
  return {
    state,
    busy: state.kind === 'busy',
    async run(request, done) {
      if (running.current) return;
      running.current = true;
      setState({ kind: 'busy' });
      const reply = await request();
      const message = reply.ok ? await done?.(reply.value) : undefined;
      running.current = false;
      if (!reply.ok) setState({ kind: 'failed', message: reply.message });
      else setState(message === undefined ? { kind: 'idle' } : { kind: 'done', message });
    },
    async follow(request) {
      turn.current += 1;
      const mine = turn.current;
      setState({ kind: 'busy' });
      const reply = await request();
      if (mine !== turn.current) return;
      setState(reply.ok ? { kind: 'idle' } : { kind: 'failed', message: reply.message });
    },
    succeed: (message) => setState({ kind: 'done', message }),
    fail: (message) => setState({ kind: 'failed', message }),
    clear: () => {
      if (!running.current) setState({ kind: 'idle' });
    },
  };
}
