/** Finds the messages in the bytes of a gRPC stream. */
export interface FrameReader {
  /** Takes bytes in; calls `message` for each message that is complete. */
  push(chunk: Buffer): void;
  /** True in the middle of a message. */
  readonly unfinished: boolean;
}

/** What a reader of frames is told. */
export interface FrameHandler {
  message(bytes: Buffer, compressed: boolean): void;
  /** A message longer than the limit was announced; nothing more is read. */
  tooLong(length: number): void;
}

const prefixLength = 5;
const none: Buffer = Buffer.alloc(0);

/** Reads length-prefixed messages of at most `limit` bytes. */
export function createFrameReader(limit: number, handler: FrameHandler): FrameReader {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted = prefixLength;
  let compressed = false;
  let inMessage = false;
  let stopped = false;

  const take = (): Buffer => {
    const all = chunks.length === 1 ? (chunks[0] ?? none) : Buffer.concat(chunks, held);
    const rest = all.subarray(wanted);
    chunks = rest.length === 0 ? [] : [rest];
    held = rest.length;
    return all.subarray(0, wanted);
  };

  const push = (chunk: Buffer): void => {
    if (stopped) return;
    chunks.push(chunk);
    held += chunk.length;
    while (!stopped && held >= wanted) {
      const bytes = take();
      if (inMessage) {
        inMessage = false;
        wanted = prefixLength;
        handler.message(bytes, compressed);
        continue;
      }
      compressed = bytes.readUInt8(0) !== 0;
      wanted = bytes.readUInt32BE(1);
      inMessage = true;
      if (wanted > limit) {
        stopped = true;
        chunks = [];
        handler.tooLong(wanted);
      }
    }
  };

  return {
    push,
    get unfinished() {
      return inMessage || held > 0;
    },
  };
}

/** A message with its prefix, uncompressed. */
export function writeFrame(bytes: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(prefixLength + bytes.length);
  frame.writeUInt8(0, 0);
  frame.writeUInt32BE(bytes.length, 1);
  frame.set(bytes, prefixLength);
  return frame;
}

/** A status text as the `grpc-message` header carries it: percent-encoded outside printable ASCII. */
export function encodeStatusText(text: string): string {
  let encoded = "";
  for (const byte of Buffer.from(text, "utf8"))
    encoded +=
      byte >= 0x20 && byte <= 0x7e && byte !== 0x25
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  return encoded;
}
