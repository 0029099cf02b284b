import { serveEcho } from './echo-service.ts';
import { askRecord, watchRecord } from './record-watch.ts';
import {
  type Arrival,
  type ServiceCall,
  type ServiceReply,
  type ServiceStart,
  steadyNow,
} from './service-call.ts';
import { serveWhoami, type WhoamiServers } from './whoami-service.ts';

/**
 * The process that plays the services of the Internet inside its namespace. Started by `internet.ts`
 * with a {@link ServiceStart}; does what it is told over the channel, and ends with it.
 */
const start = JSON.parse(process.argv[2] ?? '') as ServiceStart;
let arrivals: Arrival[] = [];
const onArrival = (service: string, from: string, agent?: string) => {
  arrivals.push({ at: steadyNow(), service, from, agent });
};
const echo = serveEcho(start, onArrival);
const whoami: WhoamiServers = start.whoami ? serveWhoami(onArrival) : { ways: {} };

async function answer(call: ServiceCall): Promise<unknown> {
  switch (call.name) {
    case 'echo':
      echo.ways = call.argument;
      return undefined;
    case 'whoami':
      whoami.ways = call.argument;
      return undefined;
    case 'arrivals': {
      const found = arrivals;
      arrivals = [];
      return found;
    }
    case 'pause':
      await new Promise((resolve) => setTimeout(resolve, call.argument));
      return undefined;
    case 'record':
      return askRecord(call.argument);
    case 'watch':
      return watchRecord(call.argument);
  }
}

process.on('message', (call: ServiceCall) => {
  answer(call).then(
    (result) => process.send?.({ id: call.id, answer: result } satisfies ServiceReply),
    (error: unknown) =>
      process.send?.({ id: call.id, error: String(error) } satisfies ServiceReply),
  );
});
process.on('disconnect', () => process.exit());
process.send?.({ id: 0 } satisfies ServiceReply);
