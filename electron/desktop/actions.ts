import type { WindowPlace } from '../contract/place.ts';
import type { MenuAction } from '../core/views/tray-menu.ts';
import type { Application } from './application.ts';

export interface ActionParts {
  readonly application: Application;
  readonly showWindow: (place: WindowPlace) => void;
  readonly copy: (text: string) => Promise<void>;
  readonly openLog: () => Promise<void>;
  /** Installs the new version that is ready. */
  readonly install: () => void;
  readonly quit: () => void;
  /** Nobody waits for a click of the menu, but a fault is noted. */
  readonly onFault: (error: unknown) => void;
}

/** What each entry of the tray's menu does. */
export function createActions(parts: ActionParts): (action: MenuAction) => void {
  const { application, showWindow, copy, openLog, install, quit, onFault } = parts;
  const perform = async (action: MenuAction): Promise<void> => {
    switch (action.kind) {
      case 'copy':
        await copy(action.address);
        break;
      case 'check':
        application.check(false);
        break;
      case 'force':
        application.check(true);
        break;
      case 'pause':
        await application.pause(action.minutes);
        break;
      case 'pauseUntilResumed':
        await application.pause(null);
        break;
      case 'resume':
        application.unpause();
        break;
      case 'show':
        showWindow(action.place);
        break;
      case 'log':
        await openLog();
        break;
      case 'install':
        install();
        break;
      case 'quit':
        quit();
    }
  };
  return (action) => void perform(action).catch(onFault);
}
