/** A requirement seen broken: what would have been right, and what came. */
export interface Breach {
  readonly requirement: string;
  readonly allowed: string;
  readonly got: string;
}

/**
 * What one answer says about one requirement: the interesting case occurred (`kept`), or it was
 * broken. An answer that says nothing about a requirement yields no judgement of it.
 */
export type Judgement =
  | { readonly requirement: string; readonly kept: true }
  | {
      readonly requirement: string;
      readonly kept: false;
      readonly allowed: string;
      readonly got: string;
    };
