import { createSocket } from 'node:dgram';
import { readAddresses, types, writeQuestion } from './dns-wire.ts';
import { internet } from './plan.ts';
import { type RecordQuestion, type RecordWish, steadyNow } from './service-call.ts';

/** Milliseconds between questions of a watch. */
const pace = 20;

/** Asks the authoritative server directly; gives up after a second. */
export function askRecord({ name, type }: RecordQuestion): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const socket = createSocket('udp4');
    const end = (work: () => void) => {
      clearTimeout(timer);
      socket.close();
      work();
    };
    const timer = setTimeout(() => end(() => reject(new Error('no answer'))), 1_000);
    socket.once('message', (bytes) => end(() => resolve(readAddresses(bytes))));
    const question = writeQuestion(1, name, type === 'A' ? types.a : types.aaaa);
    socket.send(question, 53, internet.nameServer.ipv4);
  });
}

/** Resolves with the time on the steady clock at which the record was seen to be that address. */
export async function watchRecord({ address, limit, ...question }: RecordWish): Promise<number> {
  const end = steadyNow() + limit;
  for (;;) {
    const found = await askRecord(question).catch(() => []);
    if (found.length === 1 && found[0] === address) return steadyNow();
    if (steadyNow() > end)
      throw new Error(`${question.name} is ${found.join(', ')}, not ${address}`);
    await new Promise((resolve) => setTimeout(resolve, pace));
  }
}
