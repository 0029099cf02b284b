import { strict } from './strict.ts';

/** Chromium's switches, which it keeps in lower case. */
export function fakeCommandLine() {
  const switches = new Map<string, string>();
  const commandLine = strict('app.commandLine', {
    appendSwitch: (name, value = '') => void switches.set(name.toLowerCase(), value),
    appendArgument: () => {},
    hasSwitch: (name) => switches.has(name.toLowerCase()),
    getSwitchValue: (name) => switches.get(name.toLowerCase()) ?? '',
    removeSwitch: (name) => void switches.delete(name.toLowerCase()),
  } satisfies Electron.CommandLine);
  return { commandLine, switches: () => Object.fromEntries(switches) };
}
