import type { ApiCommand } from "../../../contract/xray/command.js";
import type { ApiOutcome, ApiReply } from "../../../contract/xray/reply.js";
import { callOf } from "../../../suites/xray/call.js";
import { RawClient } from "../../../suites/xray/client.js";
import { PortMap } from "../../../suites/xray/ports.js";
import { reflect } from "../../../suites/xray/reflect.js";

/** Sends commands to one core and gives what it answers, ports of the run as their numbers in walks. */
export class Player {
  readonly #client: RawClient;
  readonly #ports: PortMap;

  /** `ports[i]` is what port `i + 1` of a walk stands for. */
  constructor(address: string, ports: readonly number[]) {
    this.#client = new RawClient(address, 10_000);
    this.#ports = new PortMap(ports);
  }

  async send(command: ApiCommand): Promise<ApiOutcome> {
    return this.#present(await this.#perform(command));
  }

  close(): void {
    this.#client.close();
  }

  async #perform(command: ApiCommand): Promise<ApiOutcome> {
    if (command.kind === "ListServices")
      return reflect(this.#client, command.version, { case: "listServices", value: "*" });
    if (command.kind === "DescribeSymbol")
      return reflect(this.#client, command.version, {
        case: "fileContainingSymbol",
        value: command.symbol,
      });
    const call = callOf(this.#withPorts(command));
    const outcome = await this.#client.unary(call.path, call.body);
    if (outcome.status !== "ok") return outcome;
    const reply = call.read(outcome.reply);
    return reply === undefined
      ? { status: "unreadable", text: "not the promised message" }
      : { status: "ok", reply };
  }

  #withPorts<C extends ApiCommand>(command: C): C {
    if (command.kind !== "AddInbound" || command.inbound === null) return command;
    const receiver = this.#ports.inMessage(command.inbound.receiver, (p) => this.#ports.toReal(p));
    return { ...command, inbound: { ...command.inbound, receiver } };
  }

  #present(outcome: ApiOutcome): ApiOutcome {
    if (outcome.status === "ok") return { status: "ok", reply: this.#presentReply(outcome.reply) };
    return "text" in outcome ? { ...outcome, text: this.#ports.inText(outcome.text) } : outcome;
  }

  #presentReply(reply: ApiReply): ApiReply {
    if (reply.kind !== "inbounds") return reply;
    const inbounds = reply.inbounds.map((inbound) => ({
      ...inbound,
      receiver: this.#ports.inMessage(inbound.receiver, (p) => this.#ports.toPlaceholder(p)),
    }));
    return { kind: "inbounds", inbounds };
  }
}
