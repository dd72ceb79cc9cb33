import type { WalkCommand } from "../../contract/xray/command.js";
import type { WalkOutcome, WalkReply } from "../../contract/xray/reply.js";
import type { Secrets } from "../core/secrets.js";
import { callOf, rawCallOf } from "./call.js";
import { RawClient, type RawOutcome } from "./client.js";
import type { PortMap } from "./ports.js";
import { reflect } from "./reflect.js";
import { ownCommand, sealReply } from "./sealing.js";
import { accepts, HeldPorts, sendAndWait } from "./sockets.js";

/** What a driver needs. `deadlineMs` bounds every call. */
export interface DriverOptions {
  readonly address: string;
  readonly deadlineMs: number;
  readonly ports: PortMap;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
}

/** Sends commands to one target and gives outcomes. Knows the wire, judges nothing. */
export class Driver {
  readonly #client: RawClient;
  readonly #options: DriverOptions;
  readonly #held = new HeldPorts();
  readonly #host: string;
  calls = 0;
  waitedMs = 0;

  constructor(options: DriverOptions) {
    this.#options = options;
    this.#client = new RawClient(options.address, options.deadlineMs);
    this.#host = options.address.slice(0, options.address.lastIndexOf(":")).replace(/^\[|\]$/g, "");
  }

  /** Sends a command. Ports and secrets in the outcome are replaced. Never throws. */
  async send(command: WalkCommand, signal = this.#options.signal): Promise<WalkOutcome> {
    ownCommand(command, this.#options.secrets);
    this.calls += 1;
    const before = performance.now();
    const outcome = await this.#perform(command, signal);
    this.waitedMs += performance.now() - before;
    return this.#present(outcome);
  }

  reconnect(): void {
    this.#client.reconnect();
  }

  /** Gives back held ports. */
  async release(): Promise<void> {
    await this.#held.freeAll();
  }

  async close(): Promise<void> {
    await this.release();
    this.#client.close();
  }

  async #perform(command: WalkCommand, signal: AbortSignal): Promise<WalkOutcome> {
    const { ports, deadlineMs } = this.#options;
    switch (command.kind) {
      case "Connect":
        return ok({
          kind: "connected",
          accepted: await accepts(this.#host, ports.toReal(command.port), deadlineMs),
        });
      case "HoldPort":
        return ok({
          kind: "held",
          held: await this.#held.hold(this.#host, ports.toReal(command.port)),
        });
      case "FreePort":
        await this.#held.free(ports.toReal(command.port));
        return ok({ kind: "held", held: false });
      case "Send":
        await sendAndWait(this.#host, ports.toReal(command.port), command.bytes, deadlineMs);
        return ok({ kind: "done" });
      case "RawCall": {
        const { path, body } = rawCallOf(command);
        const outcome = await this.#client.unary(path, body, {
          ...(command.metadata && { metadata: command.metadata }),
          signal,
        });
        return read(outcome, (bytes) => ({
          kind: "bytes",
          base64: Buffer.from(bytes).toString("base64"),
        }));
      }
      case "ListServices":
        return reflect(this.#client, command.version, { case: "listServices", value: "*" }, signal);
      case "DescribeSymbol":
        return reflect(
          this.#client,
          command.version,
          { case: "fileContainingSymbol", value: command.symbol },
          signal,
        );
      case "AddInbound": {
        const { inbound } = command;
        if (inbound === null) break;
        const receiver = ports.inMessage(inbound.receiver, (port) => ports.toReal(port));
        return this.#unary({ ...command, inbound: { ...inbound, receiver } }, signal);
      }
      default:
        break;
    }
    return this.#unary(command, signal);
  }

  async #unary(command: Parameters<typeof callOf>[0], signal: AbortSignal): Promise<WalkOutcome> {
    const call = callOf(command);
    return read(await this.#client.unary(call.path, call.body, { signal }), call.read);
  }

  /** Ports of the run as those of walks, secrets as stand-ins. */
  #present(outcome: WalkOutcome): WalkOutcome {
    const { ports, secrets } = this.#options;
    switch (outcome.status) {
      case "ok": {
        const reply = sealReply(outcome.reply, secrets);
        if (reply.kind !== "inbounds") return ok(reply);
        const inbounds = reply.inbounds.map((inbound) => ({
          ...inbound,
          receiver: ports.inMessage(inbound.receiver, (port) => ports.toPlaceholder(port)),
        }));
        return ok({ kind: "inbounds", inbounds });
      }
      case "refused":
      case "lost":
      case "unreadable":
        return { ...outcome, text: secrets.sealText(ports.inText(outcome.text)) };
      case "silent":
        return outcome;
      default:
        return outcome satisfies never;
    }
  }
}

const ok = (reply: WalkReply): WalkOutcome => ({ status: "ok", reply });

function read(
  outcome: RawOutcome,
  reader: (bytes: Uint8Array) => WalkReply | undefined,
): WalkOutcome {
  if (outcome.status !== "ok") return outcome;
  const reply = reader(outcome.reply);
  if (reply === undefined)
    return { status: "unreadable", text: "bytes that are not the promised message" };
  return ok(reply);
}
