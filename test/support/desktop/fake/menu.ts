import { EventEmitter } from 'node:events';
import type { MenuEntry } from '../views.ts';
import { asElectron, strict } from './strict.ts';

type Template = Electron.MenuItemConstructorOptions | Electron.MenuItem;

let lastCommand = 0;

/** One entry of a menu; a click toggles a checkbox first, as Electron's does. */
class FakeMenuItem
  implements
    Pick<
      Electron.MenuItem,
      'id' | 'label' | 'type' | 'enabled' | 'visible' | 'checked' | 'click' | 'commandId' | 'role'
    >
{
  readonly id: string;
  label: string;
  readonly type: Electron.MenuItem['type'];
  enabled: boolean;
  visible: boolean;
  checked: boolean;
  readonly commandId: number;
  readonly role: Electron.MenuItem['role'];
  readonly submenu: Electron.Menu | undefined;
  readonly toolTip: string;
  readonly sublabel: string;
  readonly accelerator: Electron.MenuItem['accelerator'];
  readonly click: () => void;

  constructor(options: Electron.MenuItemConstructorOptions) {
    lastCommand += 1;
    this.commandId = lastCommand;
    this.id = options.id ?? '';
    this.label = options.label ?? '';
    this.type = options.type ?? (options.submenu === undefined ? 'normal' : 'submenu');
    this.enabled = options.enabled ?? true;
    this.visible = options.visible ?? true;
    this.checked = options.checked ?? false;
    this.role = options.role as Electron.MenuItem['role'];
    this.toolTip = options.toolTip ?? '';
    this.sublabel = options.sublabel ?? '';
    this.accelerator = options.accelerator ?? null;
    const below = options.submenu;
    this.submenu = Array.isArray(below) ? FakeMenu.buildFromTemplate(below) : below;
    const self = strict('MenuItem', this);
    this.click = () => {
      if (this.type === 'checkbox') this.checked = !this.checked;
      options.click?.(asElectron<Electron.MenuItem>(self), undefined, {});
    };
    // biome-ignore lint/correctness/noConstructorReturn: what the app gets is loud
    return self;
  }
}

/** The application's menu: Electron's own until the app sets another or none. */
export type ApplicationMenu = 'default' | 'none' | 'own';
let applicationMenu: Electron.Menu | null | undefined;

export function applicationMenuView(): ApplicationMenu {
  if (applicationMenu === undefined) return 'default';
  return applicationMenu === null ? 'none' : 'own';
}

class FakeMenu
  extends EventEmitter
  implements Pick<Electron.Menu, 'items' | 'append' | 'insert' | 'getMenuItemById'>
{
  items: Electron.MenuItem[] = [];

  constructor() {
    super();
    // biome-ignore lint/correctness/noConstructorReturn: what the app gets is loud
    return strict('Menu', this);
  }

  static buildFromTemplate(this: void, template: Template[]): Electron.Menu {
    const menu = new FakeMenu();
    for (const one of template) menu.append(itemOf(one));
    return asElectron<Electron.Menu>(menu);
  }

  static setApplicationMenu(this: void, menu: Electron.Menu | null): void {
    applicationMenu = menu;
  }

  static getApplicationMenu(this: void): Electron.Menu | null {
    return applicationMenu ?? null;
  }

  append(item: Electron.MenuItem): void {
    this.items.push(item);
  }

  insert(position: number, item: Electron.MenuItem): void {
    this.items.splice(position, 0, item);
  }

  getMenuItemById(id: string): Electron.MenuItem | null {
    for (const item of this.items) {
      if (item.id === id) return item;
      const below = item.submenu?.getMenuItemById(id);
      if (below !== undefined && below !== null) return below;
    }
    return null;
  }
}

function itemOf(template: Template): Electron.MenuItem {
  if (template instanceof FakeMenuItem) return asElectron<Electron.MenuItem>(template);
  const options = template as Electron.MenuItemConstructorOptions;
  return asElectron<Electron.MenuItem>(new FakeMenuItem(options));
}

FakeMenu satisfies Pick<
  typeof Electron.Menu,
  'buildFromTemplate' | 'setApplicationMenu' | 'getApplicationMenu'
>;
FakeMenuItem satisfies new (
  options: Electron.MenuItemConstructorOptions,
) => unknown;

export const Menu = strict('Menu', FakeMenu);
export const MenuItem = strict('MenuItem', FakeMenuItem);

/** The menu as data. */
export function describeMenu(menu: Electron.Menu | null | undefined): readonly MenuEntry[] {
  return (menu?.items ?? []).map((item) => ({
    id: item.id,
    label: item.label,
    type: item.type,
    enabled: item.enabled,
    checked: item.checked,
    visible: item.visible,
    submenu: describeMenu(item.submenu),
  }));
}

/** Clicks the item at the end of a path of labels or ids; throws where a user could not. */
export function clickItem(menu: Electron.Menu | null, path: readonly string[]): void {
  const [first, ...rest] = path;
  const item = menu?.items.find(
    (one) => one.visible && one.type !== 'separator' && (one.id === first || one.label === first),
  );
  if (item === undefined) {
    const seen = (menu?.items ?? []).map((one) => one.label).join(', ');
    throw new Error(`no menu item "${first}"; there is: ${seen}`);
  }
  if (!item.enabled) throw new Error(`the menu item "${first}" is disabled`);
  if (rest.length > 0) clickItem(item.submenu ?? null, rest);
  else item.click();
}
