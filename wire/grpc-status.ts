/** gRPC status codes by name. */
export const grpcStatus = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

/** `12 UNIMPLEMENTED`, or the number alone for a code that gRPC does not have. */
export function formatStatus(code: number): string {
  const name = Object.entries(grpcStatus).find(([, value]) => value === code)?.[0];
  return name === undefined ? String(code) : `${String(code)} ${name}`;
}
