import type { service as en } from '../en/service.ts';

/** What `ddns-tray service` says, in Chinese. */
export const service: typeof en = {
  actions: ['install', 'remove', 'status'],
  noAction: '请指定对服务的操作：install（安装）、remove（移除）或 status（状态）。',
  action: (given) => `没有名为“${given}”的服务操作；可用的有 install、remove 和 status。`,
  installed: (place) => `服务已安装（${place}）。`,
  removed: (place) => `服务已移除（${place}）。设置和状态保留不变。`,
  notThere: '没有安装 ddns-tray 服务，无需移除。',
  none: '没有安装 ddns-tray 服务。运行“ddns-tray service install -c 文件”可安装。',
  beside: (place) =>
    `整个系统另有一个 ddns-tray 服务（${place}），由 root 查看和更改。两个服务不应更新同样的记录。`,
  running: (place, since) =>
    since === '' ? `服务正在运行（${place}）。` : `服务自 ${since} 起一直在运行（${place}）。`,
  unclear: (place) => `服务已安装（${place}），但系统没有说明它是否正在运行。`,
  stopped: (place, exit) =>
    exit === ''
      ? `服务已安装（${place}），但没有运行。`
      : `服务已安装（${place}），但没有运行；上次的退出状态是 ${exit}。`,
  wrongSettings: '它的设置有误。运行“ddns-tray check -c 文件”可查看错误位置。',
  why: {
    user: '查看它的输出：“journalctl --user -u ddns-tray”。',
    system: '查看它的输出：“journalctl -u ddns-tray”。',
    launchd: '请手动运行“ddns-tray run”查看其输出；也可能另一个 ddns-tray 正在使用同一状态。',
    task: '请手动运行“ddns-tray run”查看其输出；也可能另一个 ddns-tray 正在使用同一状态。',
  },
  reach: {
    system: '它随计算机启动，无论是否有人登录。',
    ends: '您注销后它会停止。运行“loginctl enable-linger”可让它持续运行，并随计算机启动。',
    session: '它在您登录期间运行。',
    logon: '它在您登录期间运行。若在管理员终端中安装，它会随 Windows 启动，无论是否有人登录。',
  },
  noLog: '它不保存日志文件。如需日志，请在设置中添加“log: { file: … }”。',
  taskEnvironment:
    '设置要读取环境变量。服务只能读到 Windows 系统设置中的变量，读不到仅在此终端中设置的变量。',
  environment:
    '设置要读取环境变量，而服务没有您终端中的环境变量。请把每个密钥放入仅所有者可读的文件，并用 { file: … } 指明。',
  oddPath: (path) => `路径“${path}”含有换行符或其他控制字符，无法交给服务使用。请重命名后再安装。`,
  noScript: '找不到程序自身的文件，服务无法启动它。请用“npm install -g”安装 ddns-tray 后重试。',
  system: '此处不支持该系统的服务。请让该系统启动服务的程序运行“ddns-tray run”。',
  macRoot: '在 macOS 上，服务属于某个用户。请以该用户的身份运行此命令，不要使用 sudo。',
  userAsRoot: '用户的服务由该用户自己安装。请不要使用 sudo；如需整个系统的服务，请去掉 --user。',
  rootFiles: (file) =>
    `${file} 属于 root，而服务不以 root 身份运行，无法读写设置中指明的其他文件。请用 chown 把设置和这些文件交给普通用户，服务随后以该用户的身份运行。日志也可以放在 /var/log/ddns-tray 中。`,
  rootState:
    '属于 root 的设置，其状态保存在 /var/lib/ddns-tray。请去掉 --state，或用 chown 把设置交给普通用户。',
  strangers: (file, folder) =>
    `服务将以 ${file} 的所有者身份运行，但其他用户可以在 ${folder} 中用别的文件替换它。请把设置移到只有其所有者或 root 可以更改的文件夹，然后重新安装。`,
  closed: (file) =>
    `服务以自己的用户身份运行，无法读取 ${file}。请为所有用户安装 Node 和 ddns-tray，或用 chown 把设置交给拥有它们的用户。`,
  foreign: (place) => `${place} 不是由 ddns-tray 创建的，因此保持原样。请自行重命名或移除后重试。`,
  missing: (tool) =>
    `找不到程序 ${tool}，无法管理此系统的服务。请让该系统启动服务的程序运行“ddns-tray run”。`,
  refused: (tool, status, words) =>
    `${tool} 失败，退出状态 ${status}${words === '' ? '。' : `，输出：${words}。`}`,
  refusedNext: {
    systemd: '请确认您有权管理服务（整个系统的服务需要 sudo），并且 systemd 正在运行，然后重试。',
    launchd: '请确认您已在此 Mac 的屏幕前登录，然后重试。',
    task: '请在以管理员身份打开的终端中重试。',
  },
  file: (place, code) =>
    `无法读取或写入 ${place}（${code}）。请确认您有相应权限（整个系统的服务需要 sudo），并且磁盘有空间。`,
};
