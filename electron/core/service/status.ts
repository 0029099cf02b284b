/** Which manager keeps the service. */
export type ServiceManagerKind = 'systemd' | 'launchd' | 'task';

/**
 * How far the service reaches: `session` runs while its user is signed in, `user` is a user's own
 * and outlives the session where lingering is on, `system` begins with the computer.
 */
export type ServiceReach = 'session' | 'user' | 'system';

/** What a manager tells of the service. */
export interface ServiceStatus {
  readonly manager: ServiceManagerKind;
  readonly reach: ServiceReach;
  /** The file, or the task's name. */
  readonly place: string;
  /** `foreign`: what has our name is not ours. */
  readonly installed: 'no' | 'ours' | 'foreign';
  /** Undefined where the manager did not say. */
  readonly running?: boolean | undefined;
  /** Milliseconds since 1970. */
  readonly since?: number | undefined;
  /** The last exit status, where it is not running. */
  readonly exit?: number | undefined;
  /** A user's own service: it goes on after signing out, and begins with the computer. */
  readonly lingers?: boolean | undefined;
  /** The file of the whole system's service, which is there beside what the user has. */
  readonly beside?: string | undefined;
}

/** Why the service could not be installed, removed or looked at. */
export type ServiceTrouble =
  /** What has our name is not ours. */
  | { readonly kind: 'foreign'; readonly place: string }
  | { readonly kind: 'missing'; readonly tool: string }
  /** The tool's own exit status and words. */
  | {
      readonly kind: 'refused';
      readonly tool: string;
      readonly status: number;
      readonly words: string;
    }
  /** The file system's code. */
  | { readonly kind: 'file'; readonly place: string; readonly code: string };

export class ServiceError extends Error {
  readonly trouble: ServiceTrouble;

  constructor(trouble: ServiceTrouble) {
    super(trouble.kind);
    this.trouble = trouble;
  }
}
