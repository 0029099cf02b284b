import { useEffect, useReducer } from 'preact/hooks';

/** Draws the component every `step` milliseconds while the window can be seen; the time of now. */
export function useNow(step: number): number {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const renew = () => {
      if (!document.hidden) draw(undefined);
    };
    const timer = setInterval(renew, step);
    document.addEventListener('visibilitychange', renew);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', renew);
    };
  }, [step]);
  return Date.now();
}
