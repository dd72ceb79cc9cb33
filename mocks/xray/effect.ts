import type { Reading } from "../core/sockets.js";

/** What a step asks of the world outside. */
export type Effect =
  | {
      readonly kind: "listen";
      /** The inbound's number; it gives back all its addresses at once. */
      readonly owner: number;
      readonly network: "tcp" | "udp" | "unix";
      /** An IP address, or the path of a unix socket. */
      readonly host: string;
      readonly port: number;
      /** Permissions that the file of a unix socket gets. */
      readonly mode?: number;
      readonly reading: Reading;
      /** The original's chain of texts where the system refuses, up to the reason. */
      readonly refusal: string;
      /** The same for the lock beside the file of a unix socket. */
      readonly lockRefusal?: string;
      /** True where the original does not wait for the listener and never tells that it failed. */
      readonly quiet: boolean;
    }
  | { readonly kind: "unlisten"; readonly owner: number }
  /** The log files are closed and opened by their names again. */
  | { readonly kind: "restart-log" }
  /** The original's process ends here; a fake that is to survive goes on with the step's outcome. */
  | { readonly kind: "crash"; readonly why: string };
