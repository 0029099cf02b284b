import type { SimEvent } from './event.ts';

function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function fieldsText(fields: object | undefined): string {
  if (fields === undefined) return '';
  return JSON.stringify(fields, (_, inner: unknown) =>
    inner instanceof Error ? errorText(inner) : inner,
  );
}

/** One event as a line of the trace; undefined for what happens all the time and tells nothing. */
export function tellEvent(event: SimEvent): string | undefined {
  switch (event.kind) {
    case 'start':
      return `process ${event.life} starts`;
    case 'end':
      return `process ${event.life} is ${event.how}: ${event.at}`;
    case 'ask':
      return undefined;
    case 'answer':
      return `${event.family} ${event.operator} says ${event.address ?? (event.unreachable ? 'nothing, unreachable' : 'nothing')}${event.honest ? '' : ' (!)'}`;
    case 'word':
      return `${event.family} the ${event.by} says ${event.address ?? 'nothing'}${event.honest ? '' : ' (!)'}`;
    case 'tunnel':
      return `TUNNEL ${event.up ? 'up' : 'down'}`;
    case 'call':
      return `call of ${event.account}`;
    case 'write':
      return `${event.account} ${event.name} ${event.type}: ${JSON.stringify(event.before)} becomes ${JSON.stringify(event.after)}`;
    case 'trespass':
      return `${event.account}: ${event.what}`;
    case 'told':
      return `${event.account} is told ${event.name} ${event.type} ${event.address}${event.companion ? ' (goes along)' : ''}`;
    case 'acknowledged':
      return `${event.account} says ${JSON.stringify(event.body?.slice(0, 60))}`;
    case 'authoritative':
      return `name server: ${event.name} ${event.type} is ${event.values.join()}`;
    case 'saved':
    case 'state':
      return undefined;
    case 'unsaved':
      return 'the state cannot be written';
    case 'notice':
      return `NOTICE ${JSON.stringify(event.notice)}`;
    case 'log':
      return event.message === 'check'
        ? `check (${String(event.fields?.trigger)})`
        : `log ${event.level}: ${event.message} ${fieldsText(event.fields)}`;
    case 'message':
      return `message ${event.id} for ${event.channel}: ${event.text.slice(0, 120)}`;
    case 'delivered':
      return `${event.channel} has ${event.id}`;
    case 'beat':
      return undefined;
    case 'channelFault':
      return `FAULT of the channel ${event.channel}: ${event.fault ?? 'none any more'}`;
    case 'wait':
      return undefined;
    case 'truth':
      return `TRUTH ${event.family} is ${event.address ?? 'gone'}`;
    case 'link':
      return `LINK ${event.up ? 'up' : 'down'}`;
    case 'sleep':
      return `SLEEP for ${Math.round(event.ms / 1000)} s`;
    case 'clock':
      return `CLOCK jumps by ${Math.round(event.ms / 1000)} s`;
    case 'disk':
      return `DISK ${event.works ? 'works' : 'is full'}`;
    case 'fault':
      return `FAULT at ${event.account} ${event.begins ? `begins: ${event.fault}` : 'ends'}`;
    case 'edit':
      return `EDIT by hand at ${event.account}: ${event.what}`;
    case 'lock':
      return `${event.locked ? 'LOCK' : 'UNLOCK'} of ${event.account}`;
    case 'pause': {
      const ms = event.ms === undefined ? '' : ` for ${Math.round(event.ms / 1000)} s`;
      return event.paused ? `PAUSE${ms}` : 'PAUSE ends';
    }
    case 'act':
      return `USER ${event.what}${event.account === undefined ? '' : `: ${event.account}`}`;
    case 'crash':
      return `CRASH ${errorText(event.error)}`;
  }
}
