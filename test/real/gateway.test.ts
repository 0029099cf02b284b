import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createRealHouse, type RealHouse, realHouseNeeds } from '../support/gateway-miniupnpd.ts';
import { describeReal } from '../support/real.ts';

const [first, second, third] = ['11.22.33.44', '11.22.33.55', '11.22.33.66'];
const address = (text: string) => ({ kind: 'address', address: { family: 'ipv4', text } });

describeReal('a real router (miniupnpd)', realHouseNeeds, () => {
  let house: RealHouse;
  beforeEach(() => {
    house = createRealHouse(first);
  });
  afterEach(() => house.close());

  const next = async (values: AsyncIterator<unknown>) => (await values.next()).value;

  it('gives its address by NAT-PMP', async () => {
    await house.startRouter({ natPmp: true, upnp: true });
    expect(await next(house.client('ask'))).toMatchObject({
      ...address(first),
      protocol: 'natPmp',
    });
  });

  it('gives it by PCP, and keeps no mapping', async () => {
    await house.startRouter({ natPmp: true, upnp: false });
    expect(await next(house.client('pcp'))).toMatchObject(address(first));
    const leases = () => readFileSync(path.join(house.folder, 'leases'), 'utf8');
    await expect.poll(leases).toBe('');
  });

  it('gives it by UPnP alone', async () => {
    await house.startRouter({ natPmp: false, upnp: true });
    expect(await next(house.client('ask'))).toMatchObject({ ...address(first), protocol: 'igd' });
  });

  it('that is no router for us is silent', async () => {
    expect(await next(house.client('ask'))).toMatchObject({ kind: 'silent' });
  });

  it('announces another address, and that is heard', async () => {
    // Without UPnP it does not watch its own interfaces.
    await house.startRouter({ natPmp: true, upnp: true });
    const watch = house.client('watch');
    expect(await next(watch)).toMatchObject({ ...address(first), protocol: 'natPmp' });
    house.move(second);
    expect(await next(watch)).toMatchObject(address(second));
    house.move(third);
    expect(await next(watch)).toMatchObject(address(third));
  });

  it('with UPnP alone is seen to have another address, also after it has started again', async () => {
    await house.startRouter({ natPmp: false, upnp: true });
    const watch = house.client('watch');
    expect(await next(watch)).toMatchObject({ ...address(first), protocol: 'igd' });
    house.move(second);
    expect(await next(watch)).toMatchObject(address(second));
    await house.startRouter({ natPmp: false, upnp: true });
    house.move(third);
    expect(await next(watch)).toMatchObject(address(third));
  });

  it('with UPnP alone tells another address by its events', async () => {
    await house.startRouter({ natPmp: false, upnp: true });
    const watch = house.client('watchEvents');
    expect(await next(watch)).toMatchObject({ ...address(first), protocol: 'igd' });
    house.move(second);
    expect(await next(watch)).toMatchObject(address(second));
  });
});

describeReal('other programs ask the same router', [...realHouseNeeds, 'natpmpc', 'upnpc'], () => {
  it('and get the same answer', async () => {
    const house = createRealHouse(first);
    try {
      await house.startRouter({ natPmp: true, upnp: true });
      const ours = (await house.client('ask').next()).value;
      expect(ours).toMatchObject(address(first));
      expect(house.run('natpmpc')).toContain(`Public IP address : ${first}`);
      expect(house.run('upnpc', '-s')).toContain(`ExternalIPAddress = ${first}`);
    } finally {
      house.close();
    }
  });
});
