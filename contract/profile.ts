/** A frozen set of expectations, written `API@NAME`. */
export interface Profile {
  readonly api: string;
  readonly name: string;
  /** What it stands for, in one sentence. */
  readonly title: string;
  /** The program version it was measured on. */
  readonly version: string;
  /** RPCs of each service, by the service's short name. */
  readonly rpcs: Readonly<Record<string, readonly string[]>>;
}
