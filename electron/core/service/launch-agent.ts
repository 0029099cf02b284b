import { type ServiceSpec, serviceMark, xmlText } from './spec.ts';

/** The agent's name in launchd, and of its file. */
export const agentLabel = 'app.ddns-tray.service';

/**
 * The property list of a launchd agent (launchd.plist(5)): runs while its user is signed in, and
 * again after every failure, at most once in 15 seconds.
 */
export function launchAgent({ command, folder }: ServiceSpec): string {
  const string = (text: string) => `<string>${xmlText(text)}</string>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- Made by "${serviceMark}", and removed by "ddns-tray service remove". -->
<plist version="1.0">
<dict>
  <key>Label</key>
  ${string(agentLabel)}
  <key>ProgramArguments</key>
  <array>
${command.map((word) => `    ${string(word)}`).join('\n')}
  </array>
  <key>WorkingDirectory</key>
  ${string(folder)}
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ThrottleInterval</key>
  <integer>15</integer>
  <key>ProcessType</key>
  <string>Background</string>
  <key>Umask</key>
  <integer>63</integer>
</dict>
</plist>
`;
}
