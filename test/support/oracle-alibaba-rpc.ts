import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

interface RpcSigner {
  getRPCSignature(parameters: Record<string, string>, method: string, secret: string): string;
}

const { default: signer }: { readonly default: RpcSigner } = require('@alicloud/openapi-util');

/** The signature of these parameters by Alibaba's own signer for its RPC interfaces. */
export function alibabaRpcSignature(
  method: string,
  parameters: Record<string, string>,
  secret: string,
): string {
  return signer.getRPCSignature(parameters, method, secret);
}
