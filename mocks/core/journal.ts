/** What a fake was asked and what it answered. */
export interface JournalEntry<C = unknown, O = unknown> {
  readonly kind: "command";
  /** Milliseconds of the fake's clock at the end of the command. */
  readonly at: number;
  readonly command: C;
  readonly outcome: O;
}

/** Something that the fake wants to be known, such as a request that the original would not survive. */
export interface JournalNote {
  readonly kind: "note";
  readonly at: number;
  readonly text: string;
}

/** The memory of a fake: its last commands and notes. */
export interface Journal<C = unknown, O = unknown> {
  /** Oldest first; older ones than the limits allow are gone. */
  entries(): readonly (JournalEntry<C, O> | JournalNote)[];
  /** Notes that are still held, oldest first. */
  notes(): readonly string[];
  /** Commands since the beginning, those no longer held included. */
  readonly count: number;
  /** Commands and notes that are no longer held. */
  readonly dropped: number;
  record(command: C, outcome: O, size?: number): void;
  note(text: string): void;
}

/** How much a journal keeps. */
export interface JournalLimits {
  /** Entries. Default 10,000. */
  readonly entries?: number;
  /** Sum of the sizes given to `record`. Default 64 MiB. */
  readonly size?: number;
}

type Held<C, O> = {
  readonly entry: JournalEntry<C, O> | JournalNote;
  readonly size: number;
};

/** A journal that forgets its oldest entries rather than grow without end. */
export function createJournal<C, O>(now: () => number, limits: JournalLimits = {}): Journal<C, O> {
  const most = { entries: limits.entries ?? 10_000, size: limits.size ?? 64 * 1024 * 1024 };
  let held: (Held<C, O> | undefined)[] = [];
  let first = 0;
  let size = 0;
  let count = 0;
  let dropped = 0;

  const push = (next: Held<C, O>): void => {
    held.push(next);
    size += next.size;
    while (held.length - first > most.entries || (size > most.size && held.length - first > 1)) {
      size -= held[first]?.size ?? 0;
      // Nothing else may keep a forgotten entry alive until its block is cut off.
      held[first] = undefined;
      first += 1;
      dropped += 1;
    }
    // Dropped entries are cut off in blocks: cutting one at a time would copy the array each time.
    if (first > most.entries) {
      held = held.slice(first);
      first = 0;
    }
  };

  const kept = (): Held<C, O>["entry"][] => held.flatMap((h) => (h === undefined ? [] : [h.entry]));

  return {
    entries: kept,
    notes: () => kept().flatMap((entry) => (entry.kind === "note" ? [entry.text] : [])),
    get count() {
      return count;
    },
    get dropped() {
      return dropped;
    },
    record: (command, outcome, entrySize = 0) => {
      count += 1;
      push({ entry: { kind: "command", at: now(), command, outcome }, size: entrySize });
    },
    note: (text) => push({ entry: { kind: "note", at: now(), text }, size: text.length }),
  };
}
