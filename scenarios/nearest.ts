import { distance } from "fastest-levenshtein";

/**
 * The name among `known` that `word` was probably meant to be, for messages; undefined where none
 * is near. Case and underscores do not count: `apiKey` is near `api_key`.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[_-]/g, "");
  let best: { readonly name: string; readonly far: number } | undefined;
  for (const name of known) {
    const far = distance(plain(word), plain(name));
    if (best === undefined || far < best.far) best = { name, far };
  }
  // Two letters of five wrong (or exchanged) is a slip; more is another word.
  return best !== undefined && best.far <= Math.max(1, Math.floor(word.length * 0.4))
    ? best.name
    : undefined;
}
