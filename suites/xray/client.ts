import { Client, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import type { Outcome } from "../../contract/outcome.js";
import { grpcStatus } from "../../wire/grpc-status.js";

/** Bytes of a reply, or why there are none. */
export type RawOutcome = Outcome<Uint8Array>;

const same = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * A gRPC connection that sends and receives bytes, so that what a target answers is seen before
 * anything interprets it.
 */
export class RawClient {
  #client: Client;

  constructor(
    readonly address: string,
    readonly deadlineMs: number,
  ) {
    this.#client = RawClient.#connect(address);
  }

  static #connect(address: string): Client {
    return new Client(address, credentials.createInsecure(), {
      // A target may have more users than fit into the 4 MiB that clients accept by default.
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
      // After a restart on the same port the next call must not wait out a back-off of seconds.
      "grpc.initial_reconnect_backoff_ms": 20,
      "grpc.max_reconnect_backoff_ms": 200,
      "grpc.use_local_subchannel_pool": 1,
    });
  }

  /** Gives up the connection and opens another on the next call. */
  reconnect(): void {
    this.#client.close();
    this.#client = RawClient.#connect(this.address);
  }

  /** One call with one request and one reply. Never throws; `signal` ends it as `lost`. */
  async unary(
    path: string,
    body: Uint8Array,
    options: {
      readonly metadata?: Readonly<Record<string, string>>;
      readonly signal?: AbortSignal;
    } = {},
  ): Promise<RawOutcome> {
    const metadata = new Metadata();
    for (const [key, value] of Object.entries(options.metadata ?? {})) metadata.set(key, value);
    return new Promise((resolve) => {
      const stop = () => call.cancel();
      const call = this.#client.makeUnaryRequest(
        path,
        same,
        (bytes: Buffer) => bytes,
        body,
        metadata,
        { deadline: Date.now() + this.deadlineMs },
        (error, reply) => {
          options.signal?.removeEventListener("abort", stop);
          if (error !== null) resolve(this.#refusal(error));
          else
            resolve(
              reply === undefined
                ? { status: "unreadable", text: "no message" }
                : { status: "ok", reply },
            );
        },
      );
      options.signal?.addEventListener("abort", stop, { once: true });
    });
  }

  /** Sends one message on a stream of both directions, takes the first that comes back, and ends it. */
  async exchange(path: string, body: Uint8Array, signal?: AbortSignal): Promise<RawOutcome> {
    return new Promise((resolve) => {
      const stop = () => call.cancel();
      const call = this.#client.makeBidiStreamRequest(
        path,
        same,
        (bytes: Buffer) => bytes,
        new Metadata(),
        {
          deadline: Date.now() + this.deadlineMs,
        },
      );
      const done = (outcome: RawOutcome) => {
        signal?.removeEventListener("abort", stop);
        resolve(outcome);
      };
      call.on("data", (reply: Buffer) => {
        done({ status: "ok", reply });
        call.end();
      });
      call.on("error", (error: ServiceError) => done(this.#refusal(error)));
      call.on("end", () =>
        done({ status: "unreadable", text: "the stream ended without a message" }),
      );
      signal?.addEventListener("abort", stop, { once: true });
      call.write(body);
    });
  }

  close(): void {
    this.#client.close();
  }

  #refusal(error: ServiceError): RawOutcome {
    const { details } = error;
    const code: number = error.code;
    if (code === grpcStatus.DEADLINE_EXCEEDED) return { status: "silent", ms: this.deadlineMs };
    if (code === grpcStatus.UNAVAILABLE || code === grpcStatus.CANCELLED)
      return { status: "lost", text: details };
    return { status: "refused", code, text: details };
  }
}
