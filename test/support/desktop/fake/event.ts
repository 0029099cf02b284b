/** An event of Electron's, whose default the listener may prevent. */
export function fakeEvent<P extends object>(params: P): Electron.Event<P> {
  let prevented = false;
  return {
    preventDefault() {
      prevented = true;
    },
    get defaultPrevented() {
      return prevented;
    },
    ...params,
  };
}
