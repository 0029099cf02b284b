import type { ServiceSpec } from '../../core/service/spec.ts';
import type { ServiceStatus } from '../../core/service/status.ts';

/** One service manager; each call throws `ServiceError` with what stood in the way. */
export interface ServiceManager {
  /** Puts the service in, or in the place of an older one of ours, and starts it. */
  install(spec: ServiceSpec): Promise<void>;
  /** Stops the service and takes away what `install` made; false where there was none. */
  remove(): Promise<boolean>;
  status(): Promise<ServiceStatus>;
}
