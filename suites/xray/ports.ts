import type { Json, JsonObject } from "../../contract/json.js";
import type { Message } from "../../contract/xray/message.js";
import { isPlaceholder } from "../../contract/walk.js";

const wrap = 65536;

/** Translates between the ports of walks, 1 to 9, and the free ports that a run drew. */
export class PortMap {
  readonly #real: ReadonlyMap<number, number>;
  readonly #placeholder: ReadonlyMap<number, number>;

  /** `real[i]` is what `i + 1` stands for. */
  constructor(real: readonly number[]) {
    this.#real = new Map(real.map((port, i) => [i + 1, port]));
    this.#placeholder = new Map(real.map((port, i) => [port, i + 1]));
  }

  /** The port to use for one in a walk; other numbers stay. */
  toReal(port: number): number {
    if (!isPlaceholder(port)) return port;
    return port > wrap ? wrap + this.toReal(port - wrap) : (this.#real.get(port) ?? port);
  }

  /** The port of walks for one of the run; other numbers stay. */
  toPlaceholder(port: number): number {
    if (port > wrap) {
      const rest = this.#placeholder.get(port - wrap);
      return rest === undefined ? port : wrap + rest;
    }
    return this.#placeholder.get(port) ?? port;
  }

  /** Port ranges inside a message, translated. */
  inMessage(message: Message | null, translate: (port: number) => number): Message | null {
    if (message === null || !("fields" in message) || message.fields["portList"] === undefined)
      return message;
    return {
      type: message.type,
      fields: { ...message.fields, portList: inRanges(message.fields["portList"], translate) },
    };
  }

  /** Ports of the run in a text, as those of walks. */
  inText(text: string): string {
    return text.replace(/\b\d{4,6}\b/g, (digits) => {
      const port = this.toPlaceholder(Number(digits));
      // Other digits stay to the letter: "0007" is a name that somebody chose.
      return port === Number(digits) ? digits : String(port);
    });
  }
}

function inRanges(value: Json, translate: (port: number) => number): Json {
  if (Array.isArray(value)) return value.map((item: Json) => inRanges(item, translate));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, inner]) => [
      key,
      (key === "From" || key === "To") && typeof inner === "number"
        ? translate(inner)
        : inRanges(inner, translate),
    ]),
  );
}
