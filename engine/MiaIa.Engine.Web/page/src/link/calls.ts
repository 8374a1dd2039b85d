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
  return fault instanceof ConnectError && fault.code === Code.Unauthenticated;
}

/** Whether a command's fault says nothing of what became of it: it may be done, or be done later. */
export function isUnanswered(fault: unknown): boolean {
  const unanswered = [Code.DeadlineExceeded, Code.Canceled, Code.Unknown, Code.Unavailable, Code.Internal];
  return !(fault instanceof ConnectError) || unanswered.includes(fault.code);
}
