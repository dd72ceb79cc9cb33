/** A target as the user named it, read. */
export type TargetName =
  | {
      readonly kind: "fake";
      readonly profile: string | undefined;
      readonly faults: readonly string[];
    }
  | { readonly kind: "exec"; readonly path: string }
  | {
      readonly kind: "address";
      readonly scheme: "grpc";
      readonly host: string;
      readonly port: number;
    };

/** A target that cannot be read. `message` says what to write instead. */
export class TargetNameError extends Error {
  override readonly name = "TargetNameError";
}

const forms = "fake, fake:PROFILE, fake:PROFILE+FAULT, exec:PATH or grpc://HOST:PORT";
const later: Readonly<Record<string, string>> = {
  "image:": "container images",
  "file:": "target files",
  "replay:": "transcripts",
  "grpcs://": "gRPC over TLS",
  "http://": "HTTP targets",
  "https://": "HTTP targets",
  "unix:": "unix sockets",
};

/** Reads `fake`, `fake:26.3`, `fake:26.3+FAULT+FAULT`, `exec:PATH`, `grpc://HOST:PORT`. */
export function parseTarget(text: string): TargetName {
  if (text === "fake") return { kind: "fake", profile: undefined, faults: [] };
  if (text.startsWith("fake:")) {
    const [profile = "", ...faults] = text.slice("fake:".length).split("+");
    return { kind: "fake", profile: profile === "" ? undefined : profile, faults };
  }
  if (text.startsWith("exec:")) {
    const path = text.slice("exec:".length);
    if (path === "") throw new TargetNameError("exec: needs the path of a binary: exec:./xray");
    return { kind: "exec", path };
  }
  if (text.startsWith("grpc://")) return address(text);
  for (const [start, what] of Object.entries(later)) {
    if (text.startsWith(start)) {
      throw new TargetNameError(
        `the target "${text}": ${what} are not supported by this version; use ${forms}`,
      );
    }
  }
  throw new TargetNameError(`"${text}" is no target; use ${forms}`);
}

function address(text: string): TargetName {
  const match = /^grpc:\/\/(\[[0-9a-fA-F:.]+\]|[^:/@[\]]+):(\d{1,5})\/?$/.exec(text);
  const port = Number(match?.[2]);
  if (match?.[1] === undefined || port < 1 || port > 65535) {
    throw new TargetNameError(
      `"${text}" is no address; write grpc://HOST:PORT, such as grpc://127.0.0.1:10085`,
    );
  }
  return { kind: "address", scheme: "grpc", host: match[1], port };
}
