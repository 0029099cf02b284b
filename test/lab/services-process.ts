import path from 'node:path';
import type { Namespaces, Place } from './namespaces.ts';
import type { ServiceCalls, ServiceReply, ServiceStart } from './service-call.ts';

/** The services' process, seen from the test. */
export interface Services {
  call<Name extends keyof ServiceCalls>(
    name: Name,
    argument: ServiceCalls[Name][0],
  ): Promise<ServiceCalls[Name][1]>;
}

/** Starts `services.ts` at that place and resolves once it is reached. */
export async function startServices(
  net: Namespaces,
  place: Place,
  start: ServiceStart,
): Promise<Services> {
  const script = path.join(import.meta.dirname, 'services.ts');
  const child = net.start(place, [process.execPath, script, JSON.stringify(start)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  let last = 0;
  const ready = new Promise<unknown>((resolve, reject) => {
    waiting.set(0, { resolve, reject });
  });
  child.on('message', ({ id, answer, error }: ServiceReply) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) one?.resolve(answer);
    else one?.reject(new Error(error));
  });
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the services ended'));
  });
  await ready;
  return {
    call(name, argument) {
      last += 1;
      const id = last;
      const answered = new Promise<unknown>((resolve, reject) => {
        waiting.set(id, { resolve, reject });
      });
      child.send({ id, name, argument });
      return answered as Promise<never>;
    },
  };
}
