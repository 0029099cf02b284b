/** What decides whether a window may let the desktop shine through. */
export interface BackdropFacts {
  /** As of Node's `process.platform`. */
  readonly platform: string;
  /** As of Node's `os.release()`: on Windows `10.0.BUILD`, on Windows 11 too. */
  readonly release: string;
  readonly theme: {
    readonly prefersReducedTransparency: boolean;
    readonly shouldUseHighContrastColors: boolean;
    readonly inForcedColorsMode: boolean;
  };
}

/** The first build of Windows 11, and the first with Mica. */
const firstBuild = 22_000;

/** Whether the window gets Windows 11's Mica: not where the user turned transparency off or wants contrast. */
export function hasMica({ platform, release, theme }: BackdropFacts): boolean {
  if (platform !== 'win32') return false;
  const [, , build] = release.split('.');
  return (
    Number(build) >= firstBuild &&
    !theme.prefersReducedTransparency &&
    !theme.shouldUseHighContrastColors &&
    !theme.inForcedColorsMode
  );
}
