/** The one clock of a fake. Times are milliseconds since 1970. */
export interface Clock {
  readonly kind: "real" | "manual";
  now(): number;
  /** Moves a manual clock on by `ms` milliseconds. Throws a TypeError on a real one. */
  advance(ms: number): void;
  /** Sets a manual clock, forward only. Throws a TypeError on a real one. */
  set(ms: number): void;
}

/** A clock that goes by itself, or one that goes only when told. A manual one starts at `start`. */
export function createClock(kind: Clock["kind"], start: number = Date.now()): Clock {
  return kind === "real" ? realClock() : manualClock(start);
}

function realClock(): Clock {
  const refuse = (): never => {
    throw new TypeError('a real clock goes by itself: start the fake with clock: "manual"');
  };
  return { kind: "real", now: () => Date.now(), advance: refuse, set: refuse };
}

function manualClock(start: number): Clock {
  let time = start;
  const set = (ms: number): void => {
    if (!(ms >= time))
      throw new TypeError(`a clock goes forward: it stands at ${String(time)}, not ${String(ms)}`);
    time = ms;
  };
  return { kind: "manual", now: () => time, advance: (ms) => set(time + ms), set };
}
