import { channelSecrets } from '../channels.ts';
import type { MakeRule } from './rule.ts';

/** Everything of a value as text, errors included. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner instanceof Error ? `${inner.name} ${inner.message} ${inner.stack}` : inner,
  );
}

function forms(secret: string): readonly string[] {
  const encoded = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  return [secret, encoded, encodeURIComponent(secret), encoded.slice(2, -2)];
}

/** Rule 9: the planted secrets stand in no log line, notice, state or error. */
export const noSecrets: MakeRule = ({ world, machine, breach }) => {
  const name = 'rule 9: secrets appear in no log, notification, state or error';
  const planted = [...world.sides.flatMap((side) => side.secrets), ...channelSecrets];
  const secrets = planted.flatMap(forms);
  // Cheap to look for first: it stands in each of the planted ones.
  const mark = /SECRET|U0VDUkVU|NFQ1JFV|TRUNSRV/;

  function judge(where: string, value: unknown): void {
    const text = textOf(value);
    if (!mark.test(text)) return;
    const found = secrets.find((secret) => text.includes(secret));
    if (found !== undefined) breach(name, `${where} holds ${found}: ${text.slice(0, 300)}`);
  }

  return {
    name,
    on(event) {
      if (event.kind === 'log') {
        if (event.fields !== undefined || mark.test(event.message)) {
          judge('the log', [event.message, event.fields]);
        }
      } else if (event.kind === 'notice') judge('a notice', event.notice);
      else if (event.kind === 'message') judge('a message', event.text);
      else if (event.kind === 'crash') judge('an error', event.error);
      else if (event.kind === 'end') judge('the state', machine.disk.state);
    },
    end: () => judge('the state', machine.disk.state),
  };
};
