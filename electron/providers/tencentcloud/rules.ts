import type { CodeRule } from '../api/code-rule.ts';

/** https://cloud.tencent.com/document/api/1427/56192. */
export const rules: readonly CodeRule[] = [
  [/^InvalidParameter\.(?:AccountIsBanned|IpIsBlocked)/, 'blocked', 'account'],
  [/^LimitExceeded\.FailedLoginLimitExceeded/, 'blocked', 'account'],
  [/^FailedOperation\.AccountIsLocked/, 'blocked', 'account'],
  [
    /^InvalidParameter\.(?:RequestIpLimited|LoginToken|InvalidSecretId|InvalidSignature|UserNotExists)/,
    'auth',
    'account',
  ],
  [/^InvalidParameter\.(?:UnrealNameUser|EmailNotVerified|MobileNotVerified)/, 'auth', 'account'],
  [
    /^FailedOperation\.(?:LoginFailed|LoginAreaNotAllowed|LoginTimeout|NotRealNamedUser)/,
    'auth',
    'account',
  ],
  [/^FailedOperation\.FrequencyLimit/, 'rateLimited', 'account'],
  [
    /^InvalidParameterValue\.DomainNotExists|^InvalidParameter\.Domain(?:Id)?Invalid/,
    'zoneNotFound',
  ],
  [/^FailedOperation\.(?:NotDomainOwner|DomainOwnedByOtherUser)/, 'zoneNotFound'],
  [/^FailedOperation\.DomainIsSpam/, 'blocked'],
  [
    /^FailedOperation\.(?:DomainIsLocked|DomainInEffectOrInvalidated|MustAddDefaultLineFirst)/,
    'conflict',
  ],
  [
    /^InvalidParameter\.(?:DomainNotAllowedModifyRecords|DomainInEffectOrInvalidated|DomainIsAliaser)/,
    'conflict',
  ],
  [/^InvalidParameter\.DomainRecordExist/, 'conflict'],
  [/^InvalidParameter\.RecordIdInvalid/, 'recordNotFound'],
  // An empty list, told as an error.
  [/^ResourceNotFound\.NoDataOf/, 'recordNotFound'],
  [/^InvalidParameter\.OperateFailed|^FailedOperation(?:\.UnknowError)?$/, 'server'],
  [/^LimitExceeded\.RecordTtlLimit|^OperationDenied\.IPInBlacklistNotAllowed/, 'invalid'],
];
