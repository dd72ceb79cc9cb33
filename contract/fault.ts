/** A wrong behaviour that a fake can be told to show, by name. */
export interface FaultInfo {
  readonly name: string;
  /** What the fake does wrong, in one sentence. */
  readonly sentence: string;
  /** The requirement that must catch it when it is run alone. */
  readonly breaks: string;
  /** Fewest commands that show it, as far as we know. */
  readonly commands: number;
}
