import { useLayoutEffect, useState } from 'preact/hooks';

/**
 * Leads the keyboard to the control of an id as soon as it is drawn: a frame later would be too late
 * for the first letter of somebody who types on.
 */
export function useFocus(): (id: string) => void {
  const [wanted, setWanted] = useState<string | undefined>();
  useLayoutEffect(() => {
    if (wanted === undefined) return;
    document.getElementById(wanted)?.focus();
    setWanted(undefined);
  }, [wanted]);
  return setWanted;
}
