import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { requireBinary } from './real.ts';
import type { Identity } from './tls.ts';

/** The programs that this needs; for `describeReal`. */
export const mailServerBinaries: readonly string[] = ['exim4'];

const doors = ['tls', 'starttls', 'none', 'strange', 'signIn'] as const;

export interface MailServer {
  /**
   * `tls` and `strange`: TLS from the first byte, `strange` with a certificate of its own. `starttls`:
   * as it says. These take mail after a sign-in. `signIn`: wants one and offers none. `none`: neither.
   */
  readonly ports: Readonly<Record<(typeof doors)[number], number>>;
  /** What was delivered, each as it lies in the mailbox, in no order. */
  messages(): Promise<readonly Buffer[]>;
  close(): Promise<void>;
}

interface MailServerOptions {
  /** For the name `localhost`. */
  readonly trusted: Identity;
  readonly strange: Identity;
  readonly user: string;
  readonly password: string;
  /** The one address that there is mail for. */
  readonly recipient: string;
}

async function freePorts(): Promise<MailServer['ports']> {
  const open = await Promise.all(
    doors.map(async (door) => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      return { door, port, server };
    }),
  );
  for (const { server } of open) await new Promise((resolve) => server.close(resolve));
  return Object.fromEntries(open.map(({ door, port }) => [door, port])) as MailServer['ports'];
}

/** A text that stands for itself in Exim's language, whatever is in it. */
function literal(text: string): string {
  return `\${base64d:${Buffer.from(text).toString('base64')}}`;
}

function settings(
  folder: string,
  ports: MailServer['ports'],
  { user, password, recipient }: MailServerOptions,
): string {
  const isRoot = process.getuid?.() === 0;
  const { tls, starttls, none, strange } = ports;
  const at = (name: string) => join(folder, name);
  const file = (kind: string) =>
    `\${if eq{$received_port}{${strange}}{${at(`strange.${kind}`)}}{${at(`trusted.${kind}`)}}}`;
  const right = (name: string, secret: string) =>
    `\${if and{{eq{${name}}{${literal(user)}}}{eq{${secret}}{${literal(password)}}}}}`;
  return `
primary_hostname = mail.test
${isRoot ? '' : `exim_user = ${userInfo().username}\nexim_group = ${userInfo().gid}`}
spool_directory = ${at('spool')}
log_file_path = ${at('spool')}/%slog
pid_file_path = ${at('spool')}/pid
keep_environment =
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${Object.values(ports).join(' : ')}
tls_on_connect_ports = ${tls} : ${strange}
tls_advertise_hosts = \${if eq{$received_port}{${starttls}}{*}{}}
tls_certificate = ${file('cert')}
tls_privatekey = ${file('key')}
auth_advertise_hosts = \${if eq{$tls_in_cipher}{}{}{*}}
host_lookup =
rfc1413_hosts =
smtp_accept_max_per_connection = 10
acl_smtp_mail = mail
acl_smtp_rcpt = rcpt
acl_smtp_data = data
deliver_drop_privilege = true
never_users = ${isRoot ? 'root' : ''}

begin acl
mail:
  accept condition = \${if eq{$received_port}{${none}}}
  deny   !authenticated = *
         message = 530 5.7.0 Authentication required
  accept
rcpt:
  accept condition = \${if eq{$local_part@$domain}{${recipient}}}
  defer  local_parts = later
         message = 450 4.2.0 Greylisted, try later
  deny   message = 550 5.1.1 No such user: $local_part@$domain
data:
  deny   condition = \${if match{$h_subject:}{Refuse me}}
         message = 554 5.7.1 Refused by policy
  warn   condition = \${if match{$h_subject:}{Answer late}}
         delay = 20s
  accept

begin routers
known:
  driver = accept
  transport = mailbox

begin transports
mailbox:
  driver = appendfile
  maildir_format
  directory = ${at('mail')}
  create_directory = true

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_condition = ${right('$auth2', '$auth3')}
  server_set_id = $auth2
`;
}

/** Resolves once a server is there; rejects after ten seconds. */
async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const isThere = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the mail server does not answer');
}

async function readMaildir(folder: string): Promise<readonly Buffer[]> {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.map((name) => readFile(join(folder, name))));
}

/** Debian's Exim with settings of its own, on free ports of the loopback; root is not needed. */
export async function startMailServer(options: MailServerOptions): Promise<MailServer> {
  const folder = await mkdtemp(join(tmpdir(), 'ddns-tray-exim-'));
  await chmod(folder, 0o755);
  for (const name of ['spool', 'mail']) {
    await mkdir(join(folder, name));
    // Where root started it, it goes on as users of its own.
    await chmod(join(folder, name), 0o777);
  }
  for (const name of ['trusted', 'strange'] as const) {
    await writeFile(join(folder, `${name}.cert`), options[name].cert);
    await writeFile(join(folder, `${name}.key`), options[name].key);
  }
  const ports = await freePorts();
  const file = join(folder, 'exim.conf');
  await writeFile(file, settings(folder, ports, options), { mode: 0o644 });
  const child = spawn(requireBinary('exim4'), ['-C', file, '-bdf', '-q1m'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  }
  const over = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const close = async () => {
    child.kill('SIGTERM');
    await over;
    await rm(folder, { recursive: true, force: true });
  };
  const ended = over.then(() => {
    throw new Error(`the mail server ended: ${said}`);
  });
  try {
    await Promise.race([ended, answers(ports.none)]);
  } catch (error) {
    await close();
    throw error;
  }
  ended.catch(() => undefined);
  return { ports, messages: () => readMaildir(join(folder, 'mail', 'new')), close };
}
