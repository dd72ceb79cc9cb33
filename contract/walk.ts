/** Ports 1 to 9 in a walk stand for free ports of the run: a walk can be sent again anywhere. */
export const placeholderPorts = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** True for a port number that stands for a free port of the run, or for it plus 65536. */
export function isPlaceholder(port: number): boolean {
  const rest = port > 65536 ? port - 65536 : port;
  return rest >= 1 && rest <= 9;
}
