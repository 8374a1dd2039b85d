import { Code, ConnectError, type Interceptor, type Transport } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";

/** Calls to one of the engine's ports, each with the browser's key. */
export function transportTo(baseUrl: string, key: () => string): Transport {
  const withKey: Interceptor = (next) => (request) => {
    request.header.set("authorization", `Bearer ${key()}`);
    return next(request);
  };
  return createGrpcWebTransport({ baseUrl, interceptors: [withKey] });
}

/** Whether the engine does not know this browser's key. */
export function isLockedOut(fault: unknown): boolean {
  return fault instanceof ConnectError && (fault.code === Code.Unauthenticated || fault.code === Code.PermissionDenied);
}
