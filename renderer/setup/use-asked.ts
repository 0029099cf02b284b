import { useEffect, useReducer, useRef } from 'preact/hooks';
import type { Reply } from '../../electron/contract/ipc.ts';

export type Asked<Value> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'told'; readonly value: Value }
  | { readonly kind: 'failed'; readonly message: string };

export interface AskedUse<Value> {
  readonly asked: Asked<Value>;
  readonly again: () => void;
}

/** Asks by itself, once for each key; undefined: nothing is to be asked. */
export function useAsked<Value>(
  key: string | undefined,
  request: () => Promise<Reply<Value>>,
): AskedUse<Value> {
  const answers = useRef(new Map<string, Asked<Value>>());
  const [turn, draw] = useReducer((count: number) => count + 1, 0);
  const known = key === undefined ? { kind: 'idle' as const } : answers.current.get(key);
  useEffect(() => {
    if (key === undefined || answers.current.has(key)) return;
    answers.current.set(key, { kind: 'asking' });
    void request().then((reply) => {
      const answer: Asked<Value> = reply.ok
        ? { kind: 'told', value: reply.value }
        : { kind: 'failed', message: reply.message };
      answers.current.set(key, answer);
      draw(undefined);
    });
  }, [key, turn]);
  return {
    asked: known ?? { kind: 'asking' },
    again() {
      if (key === undefined) return;
      answers.current.delete(key);
      draw(undefined);
    },
  };
}
