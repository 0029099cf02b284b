/** What the tray icon can say. */
export const trayStates = ['upToDate', 'working', 'attention', 'paused', 'offline'] as const;

export type TrayState = (typeof trayStates)[number];

/** The taskbar that an icon is for: a dark glyph goes on a light one. */
export const taskbars = ['light', 'dark'] as const;

export type Taskbar = (typeof taskbars)[number];

/** The colours of a tray icon: the house and the mark of the state. */
export interface IconColours {
  readonly glyph: string;
  readonly mark: string;
}

/**
 * The colours for each taskbar. Teal, blue and orange stay apart for colour-blind eyes; what needs
 * no look (paused, offline) has no colour.
 */
export const palette: Readonly<Record<Taskbar, Readonly<Record<TrayState, IconColours>>>> = {
  light: {
    upToDate: { glyph: '#1b1b1b', mark: '#007a66' },
    working: { glyph: '#1b1b1b', mark: '#1746d1' },
    attention: { glyph: '#1b1b1b', mark: '#c2410c' },
    paused: { glyph: '#6b6b6b', mark: '#1b1b1b' },
    offline: { glyph: '#6b6b6b', mark: '#6b6b6b' },
  },
  dark: {
    upToDate: { glyph: '#ffffff', mark: '#3fd9b0' },
    working: { glyph: '#ffffff', mark: '#7aa7ff' },
    attention: { glyph: '#ffffff', mark: '#ffa62b' },
    paused: { glyph: '#a3a3a3', mark: '#ffffff' },
    offline: { glyph: '#a3a3a3', mark: '#a3a3a3' },
  },
};

/** A macOS template image: the system takes only its alpha. */
export const templateColours: IconColours = { glyph: '#000000', mark: '#000000' };
