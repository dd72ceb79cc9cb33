import { connect, type IncomingHttpHeaders, type OutgoingHttpHeaders } from "node:http2";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeFrame } from "./grpc-frames.js";
import { startGrpcServer, type GrpcServer } from "./grpc-server.js";

const empty = writeFrame(Buffer.alloc(0));
let server: GrpcServer;
let messages = 0;

beforeEach(async () => {
  messages = 0;
  server = await startGrpcServer({
    host: "127.0.0.1",
    port: 0,
    limit: 10,
    route: (service, method) =>
      service === "a.B" && method === "c"
        ? {
            open: (call) => ({
              message: (bytes) => {
                messages += 1;
                if (bytes.toString() === "drop") return call.drop();
                call.send(bytes);
                call.end(bytes.length === 0 ? 0 : 5, "ü%");
              },
              finished: () => call.end(2, "EOF"),
            }),
          }
        : { code: 12, text: `no ${service} ${method}` },
  });
});
afterEach(() => server.close());

interface Got {
  readonly head: IncomingHttpHeaders;
  readonly trailers: IncomingHttpHeaders;
  readonly body: string;
  readonly error?: string | undefined;
}

function request(headers: OutgoingHttpHeaders, body: Uint8Array | undefined): Promise<Got> {
  return new Promise((resolve) => {
    const session = connect(`http://127.0.0.1:${String(server.port)}`);
    session.on("error", () => undefined);
    const stream = session.request({
      ":method": "POST",
      ":path": "/a.B/c",
      "content-type": "application/grpc",
      ...headers,
    });
    let head: IncomingHttpHeaders = {};
    let trailers: IncomingHttpHeaders = {};
    let error: string | undefined;
    const chunks: Buffer[] = [];
    stream.on("response", (h: IncomingHttpHeaders) => (head = h));
    stream.on("trailers", (t: IncomingHttpHeaders) => (trailers = t));
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("error", (e: NodeJS.ErrnoException) => (error = e.code));
    stream.on("close", () => {
      session.destroy();
      resolve({ head, trailers, body: Buffer.concat(chunks).toString("hex"), error });
    });
    stream.end(body);
  });
}

test("an answer has its status in the trailers, a refusal in the head", async () => {
  expect(await request({}, empty)).toMatchObject({
    head: { ":status": 200, "content-type": "application/grpc" },
    trailers: { "grpc-status": "0", "grpc-message": "%C3%BC%25" },
    body: "0000000000",
  });
  expect(await request({ ":path": "/x.Y/z" }, empty)).toMatchObject({
    head: { ":status": 200, "grpc-status": "12", "grpc-message": "no x.Y z" },
    trailers: {},
  });
});

// Each row as Xray 26.3.27 (grpc-go 1.79.3) answered it.
test.each<[string, OutgoingHttpHeaders, Uint8Array | undefined, object]>([
  [
    "gzip",
    { "grpc-encoding": "gzip" },
    empty,
    {
      "grpc-status": "12",
      "grpc-message": 'grpc: Decompressor is not installed for grpc-encoding "gzip"',
    },
  ],
  [
    "a compressed message without encoding",
    {},
    Buffer.from("0100000000", "hex"),
    {
      "grpc-status": "13",
      "grpc-message": "grpc: compressed flag set with identity or empty encoding",
    },
  ],
  [
    "another content type",
    { "content-type": "text/plain" },
    empty,
    {
      ":status": 415,
      "grpc-status": "3",
      "grpc-message": 'invalid gRPC request content-type "text/plain"',
    },
  ],
  ["grpc-web", { "content-type": "application/grpc-web" }, empty, { ":status": 415 }],
  [
    "a codec by name",
    { "content-type": "application/grpc+json" },
    empty,
    { ":status": 200, "content-type": "application/grpc+json" },
  ],
  [
    "GET",
    { ":method": "GET" },
    undefined,
    {
      ":status": 405,
      "grpc-status": "13",
      "grpc-message": 'Received a HEADERS frame with :method "GET" which should be POST',
    },
  ],
  [
    "a path without method",
    { ":path": "/foo" },
    empty,
    { "grpc-status": "12", "grpc-message": 'malformed method name: "/foo"' },
  ],
  ["no message", {}, Buffer.alloc(0), { "grpc-status": "2", "grpc-message": "EOF" }],
  [
    "half a message",
    {},
    writeFrame(Buffer.alloc(8)).subarray(0, 7),
    { "grpc-status": "2", "grpc-message": "unexpected EOF" },
  ],
  [
    "a message too long",
    {},
    writeFrame(Buffer.alloc(11)),
    { "grpc-status": "8", "grpc-message": "grpc: received message larger than max (11 vs. 10)" },
  ],
])("%s is answered as grpc-go does", async (_what, headers, body, head) => {
  expect((await request(headers, body)).head).toMatchObject(head);
});

test("a call that was ended is over, whatever comes after", async () => {
  const got = await request({}, Buffer.concat([empty, empty, writeFrame(Buffer.from("x"))]));
  expect(got).toMatchObject({ body: "0000000000", trailers: { "grpc-status": "0" } });
  expect(messages).toBe(3);
});

test("a call can break its connection", async () => {
  const got = await request({}, writeFrame(Buffer.from("drop")));
  expect(got.head).toEqual({});
  expect(got.trailers).toEqual({});
});

test("a port that is taken rejects with the system's error", async () => {
  const again = startGrpcServer({
    host: "127.0.0.1",
    port: server.port,
    limit: 1,
    route: () => ({ code: 12, text: "" }),
  });
  await expect(again).rejects.toMatchObject({ code: "EADDRINUSE" });
});
