/**
 * Keeps secrets that the run did not make out of everything that is written. Each is replaced by a
 * stand-in, `uuid#3`, as soon as it arrives; equal secrets get equal stand-ins, so they can still
 * be compared. The secrets themselves stay in memory, to be found in texts and logs.
 */
export class Secrets {
  readonly #ours = new Set<string>();
  readonly #standIns = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** The run made this value itself: it may be shown. */
  own(value: string): void {
    this.#ours.add(value);
  }

  /** The value where it is ours, else its stand-in, `KIND#N`. Empty text stays empty. */
  seal(kind: string, value: string): string {
    if (value === "" || this.#ours.has(value)) return value;
    const known = this.#standIns.get(value);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const standIn = `${kind}#${String(count)}`;
    this.#standIns.set(value, standIn);
    return standIn;
  }

  /** The text with every known secret replaced. Values of fewer than four characters are left. */
  sealText(text: string): string {
    let sealed = text;
    for (const [secret, standIn] of this.#standIns) {
      if (secret.length >= 4) sealed = sealed.replaceAll(secret, standIn);
    }
    return sealed;
  }
}
