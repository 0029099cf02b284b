let down = false;
const waiting: (() => void)[] = [];

function released(): void {
  // The click comes right after; what waits may move what it is meant for.
  setTimeout(() => {
    down = false;
    for (const each of waiting.splice(0)) each();
  });
}

addEventListener('pointerdown', () => (down = true), true);
addEventListener('pointerup', released, true);
addEventListener('pointercancel', released, true);

/**
 * Does something once no button and no finger is down. Leaving a field begins with the press of
 * whatever comes next: what appears then would move it away before it hears its click.
 */
export function afterPress(work: () => void): void {
  if (down) waiting.push(work);
  else work();
}
