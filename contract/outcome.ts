/**
 * One answer of a target, free of its wire. `R` is the union of an API's replies.
 *
 * - `ok`: the call succeeded.
 * - `refused`: the API said no. `code` is the gRPC status code, or the HTTP status.
 * - `silent`: no answer before the deadline of `ms` milliseconds.
 * - `lost`: the connection broke before an answer came.
 * - `unreadable`: an answer of success came whose bytes are not what the API promises.
 */
export type Outcome<R> =
  | { readonly status: "ok"; readonly reply: R }
  | { readonly status: "refused"; readonly code: number; readonly text: string }
  | { readonly status: "silent"; readonly ms: number }
  | { readonly status: "lost"; readonly text: string }
  | { readonly status: "unreadable"; readonly text: string };

/**
 * True where the effect of the command is known. After a `silent` or `lost` one it may or may not
 * have happened: a judge widens what it holds possible instead of blaming the target.
 */
export function isDefinite<R>(outcome: Outcome<R>): boolean {
  return outcome.status !== "silent" && outcome.status !== "lost";
}
