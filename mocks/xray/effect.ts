import type { Reading } from "../core/sockets.js";

/** What a step asks of the world outside. */
export type Effect =
  | {
      readonly kind: "listen";
      /** The inbound's number; it gives back all its addresses at once. */
      readonly owner: number;
      readonly host: string;
      readonly port: number;
      readonly reading: Reading;
      /** The original's chain of texts where the system refuses, up to the reason. */
      readonly refusal: string;
      /** True where the original does not wait for the listener and never tells that it failed. */
      readonly quiet: boolean;
    }
  | { readonly kind: "unlisten"; readonly owner: number };
