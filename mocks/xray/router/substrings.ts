/**
 * Which of some texts occur in another, as the original's automaton sees it: it reads from the end,
 * follows the longest text that it may be in, and looks at no shorter one that ends there as well.
 * `abc` beside `b` so hides the `b` of `xbc`.
 */
export interface Substrings {
  readonly occursIn: (text: string) => boolean;
}

const alphabet = "abcdefghijklmnopqrstuvwxyz!$&'()*+,;=:%-._~0123456789";

/** Builds the search; undefined for texts beyond ASCII, which end the original's process. */
export function buildSubstrings(texts: readonly string[]): Substrings | undefined {
  const beginnings = new Set<string>([""]);
  const whole = new Set<string>();
  for (const text of texts) {
    let read = "";
    for (let at = text.length - 1; at >= 0; at -= 1) {
      const char = text.charAt(at);
      if (!isKnown(char)) return undefined;
      read += letterOf(char);
      beginnings.add(read);
    }
    whole.add(read);
  }
  return {
    occursIn: (text) => {
      let state = "";
      for (let at = text.length - 1; at >= 0; at -= 1) {
        const char = text.charAt(at);
        if (!isKnown(char)) return false;
        state += letterOf(char);
        while (!beginnings.has(state)) state = state.slice(1);
        if (whole.has(state)) return true;
      }
      return false;
    },
  };
}

// The table of the original ends before DEL.
const isKnown = (char: string): boolean => char.charCodeAt(0) < 127;

/** Case is folded; characters without a place in the original's table share that of `a`. */
function letterOf(char: string): string {
  const letter = char.toLowerCase();
  return alphabet.includes(letter) ? letter : "a";
}
