import { EventEmitter } from 'node:events';
import { strict } from './strict.ts';

export function fakePowerMonitor() {
  const emitter = new EventEmitter();
  let battery = false;
  const methods = {
    isOnBatteryPower: () => battery,
    getSystemIdleState: () => 'active',
    getSystemIdleTime: () => 0,
  } satisfies Pick<
    Electron.PowerMonitor,
    'isOnBatteryPower' | 'getSystemIdleState' | 'getSystemIdleTime'
  >;
  const powerMonitor = Object.assign(emitter, methods, {
    get onBatteryPower() {
      return battery;
    },
  } satisfies Pick<Electron.PowerMonitor, 'onBatteryPower'>);

  function setOnBattery(on: boolean): void {
    battery = on;
    emitter.emit(on ? 'on-battery' : 'on-ac');
  }
  return { powerMonitor: strict('powerMonitor', powerMonitor), emitter, setOnBattery };
}
