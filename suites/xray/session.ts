import type { Grade } from "../../contract/grade.js";
import type { Json } from "../../contract/json.js";
import type { Outcome } from "../../contract/outcome.js";
import type { Target } from "../../contract/target.js";
import type { WalkCommand } from "../../contract/xray/command.js";
import type { User } from "../../contract/xray/message.js";
import type { WalkOutcome, WalkReply } from "../../contract/xray/reply.js";
import { serviceAsked } from "../../contract/xray/services.js";
import type { XraySetup } from "../../contract/xray/setup.js";
import { traitsOf } from "../../contract/xray/traits.js";
import type { Secrets } from "../core/secrets.js";
import { silencesInARow } from "../core/effort.js";
import type { Session } from "../core/suite.js";
import { StoppedError, TargetLostError } from "../core/walk.js";
import type { Baseline } from "./baseline.js";
import { Driver } from "./driver.js";
import { createLedger, type Ledger } from "./ledger.js";
import type { PortMap } from "./ports.js";
import { scopeCommand } from "./scope.js";
import { own } from "./sealing.js";

/** Milliseconds that a call may take before it counts as unanswered. */
export const callDeadlineMs = 5_000;

/** What a session needs. */
export interface SessionOptions {
  readonly target: Target<XraySetup>;
  /** Put before every name that the run makes; "" where all in the target is ours. */
  readonly prefix: string;
  readonly ports: PortMap;
  readonly secrets: Secrets;
  readonly signal: AbortSignal;
  /** Short names of the services that the target has. */
  readonly services: ReadonlySet<string>;
}

type Handlers = Pick<Baseline, "inbounds" | "outbounds" | "users">;

/** A conversation with one Xray target: begins walks, sends their commands, cleans up after them. */
export class XraySession implements Session<WalkCommand, WalkReply, Ledger> {
  readonly #options: SessionOptions;
  #driver: Driver;
  #doubtful = false;
  #handlers: Handlers | undefined;
  readonly #inbounds = new Set<string>();
  readonly #outbounds = new Set<string>();

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#driver = this.#connect();
    const { setup } = options.target;
    if (setup !== undefined) own(setup as unknown as Json, options.secrets);
  }

  readonly figures = { calls: 0, waitedMs: 0 };

  get granted(): Grade {
    return this.#options.target.grade;
  }

  scope(command: WalkCommand): WalkCommand {
    return scopeCommand(command, this.#options.prefix);
  }

  grade(command: WalkCommand): Grade {
    return traitsOf(command, (tag) => this.#isOurs(tag)).grade;
  }

  possible(command: WalkCommand): boolean {
    const service = serviceAsked(command);
    return service === undefined || this.#options.services.has(service);
  }

  async begin(fresh: boolean): Promise<Ledger> {
    const { target } = this.#options;
    if (target.setup !== undefined && (fresh || this.#doubtful || !target.life().alive)) {
      await target.restart();
      await this.#driver.close();
      this.#driver = this.#connect();
      this.#handlers = undefined;
    }
    this.#doubtful = false;
    return createLedger(await this.#lookAround());
  }

  async send(command: WalkCommand): Promise<WalkOutcome> {
    this.#note(command);
    return this.#count(this.#driver.send(command));
  }

  async end(): Promise<readonly string[]> {
    await this.#driver.release();
    const left: string[] = [];
    // Where the next walk begins on a fresh process there is nothing to clean.
    const clean = this.#options.target.setup === undefined || !this.#doubtful;
    // An interrupt must not keep the run from cleaning up: these calls have a signal of their own.
    const unstoppable = new AbortController().signal;
    for (const tag of clean ? this.#inbounds : []) {
      const outcome = await this.#count(
        this.#driver.send({ kind: "RemoveInbound", tag }, unstoppable),
      );
      if (!gone(outcome))
        left.push(`inbound ${tag} could not be removed: ${describeBriefly(outcome)}`);
    }
    for (const tag of clean ? this.#outbounds : []) {
      const outcome = await this.#count(
        this.#driver.send({ kind: "RemoveOutbound", tag }, unstoppable),
      );
      if (!gone(outcome))
        left.push(`outbound ${tag} could not be removed: ${describeBriefly(outcome)}`);
    }
    this.#inbounds.clear();
    this.#outbounds.clear();
    if (left.length === 0) return left;
    if (this.#options.target.setup === undefined) return left;
    this.#doubtful = true;
    return [];
  }

  distrust(): void {
    this.#doubtful = true;
  }

  async answers(): Promise<boolean> {
    this.#driver.reconnect();
    const outcome = await this.#count(this.#driver.send({ kind: "GetSysStats" }));
    return outcome.status !== "silent" && outcome.status !== "lost";
  }

  death(): string | undefined {
    const life = this.#options.target.life();
    return life.alive ? undefined : life.how;
  }

  log(): readonly string[] {
    return this.#options.target.log().map((line) => this.#options.secrets.sealText(line));
  }

  /** Closes the connection. The target stays. */
  async close(): Promise<void> {
    await this.#driver.close();
  }

  #connect(): Driver {
    const { target, ports, secrets, signal } = this.#options;
    return new Driver({
      address: target.address(),
      deadlineMs: callDeadlineMs,
      ports,
      secrets,
      signal,
    });
  }

  #isOurs(tag: string): boolean {
    return this.#options.target.setup !== undefined || tag.startsWith(this.#options.prefix);
  }

  async #count(sent: Promise<WalkOutcome>): Promise<WalkOutcome> {
    const before = { calls: this.#driver.calls - 1, waitedMs: this.#driver.waitedMs };
    const outcome = await sent;
    this.figures.calls += this.#driver.calls - before.calls;
    this.figures.waitedMs += this.#driver.waitedMs - before.waitedMs;
    return outcome;
  }

  /** Remembers what the walk makes, and what no call can undo. */
  #note(command: WalkCommand): void {
    const { setup } = this.#options.target;
    const configured = (tag: string) =>
      setup?.inbounds.some((h) => h.tag === tag) === true ||
      setup?.outbounds.some((h) => h.tag === tag) === true;
    switch (command.kind) {
      case "AddInbound":
        if (command.inbound === null || command.inbound.tag === "") this.#doubtful = true;
        else if (!configured(command.inbound.tag)) this.#inbounds.add(command.inbound.tag);
        break;
      case "AddOutbound":
        if (command.outbound === null || command.outbound.tag === "") this.#doubtful = true;
        else if (!configured(command.outbound.tag)) this.#outbounds.add(command.outbound.tag);
        break;
      case "RemoveInbound":
      case "RemoveOutbound":
      case "AddUser":
      case "RemoveUser":
      case "AlterInbound":
        if (configured(command.tag)) this.#doubtful = true;
        break;
      case "GetStats":
      case "QueryStats":
        // The configured counters are the ones that are not zero at the beginning.
        if (command.reset) this.#doubtful = true;
        break;
      case "RawCall":
        this.#doubtful = true;
        break;
      default:
        break;
    }
  }

  /**
   * What the walk begins with. What is configured in a target of our own cannot have changed since
   * the last look, unless a walk did it, and then a fresh process was started.
   */
  async #lookAround(): Promise<Baseline> {
    const { target } = this.#options;
    const handlers =
      (target.setup === undefined ? undefined : this.#handlers) ?? (await this.#lookAtHandlers());
    this.#handlers = handlers;
    const counters = this.#options.services.has("StatsService")
      ? await this.#look({ kind: "QueryStats", pattern: "", reset: false })
      : undefined;
    return {
      setup: target.setup,
      ...handlers,
      counters: counters?.kind === "counters" ? counters.counters : undefined,
    };
  }

  async #lookAtHandlers(): Promise<Handlers> {
    const { services, target } = this.#options;
    if (!services.has("HandlerService")) return { inbounds: [], outbounds: [], users: {} };
    const inbounds = await this.#look({ kind: "ListInbounds", isOnlyTags: false });
    const outbounds = await this.#look({ kind: "ListOutbounds" });
    const users: Record<string, readonly User[]> = {};
    const listed = inbounds?.kind === "inbounds" ? inbounds.inbounds : [];
    // Users that others manage may be many, and may change at any time: they are not looked at.
    for (const { tag } of target.setup === undefined ? [] : listed) {
      if (tag === "") continue;
      const reply = await this.#look({ kind: "GetInboundUsers", tag, email: "" });
      if (reply?.kind === "users") users[tag] = reply.users;
    }
    return {
      inbounds: listed,
      outbounds: outbounds?.kind === "outbounds" ? outbounds.outbounds : [],
      users,
    };
  }

  /** One reading call; undefined where it is refused. Gives up as a walk would: see Walk. */
  async #look(command: WalkCommand): Promise<WalkReply | undefined> {
    for (let tries = 0; tries <= silencesInARow; tries += 1) {
      if (tries === silencesInARow) this.#driver.reconnect();
      const outcome = await this.#count(this.#driver.send(command));
      if (outcome.status === "ok") return outcome.reply;
      if (outcome.status === "refused" || outcome.status === "unreadable") return undefined;
      if (this.#options.signal.aborted) throw new StoppedError(String(this.#options.signal.reason));
    }
    throw new TargetLostError(
      `the target stopped answering: ${command.kind} ${String(silencesInARow)} times in a row and once on a fresh connection`,
    );
  }
}

function gone(outcome: Outcome<WalkReply>): boolean {
  // "not enough information" is how an inbound that is not there is refused: gone all the same.
  return outcome.status === "ok" || outcome.status === "refused";
}

function describeBriefly(outcome: WalkOutcome): string {
  return outcome.status === "silent"
    ? "no answer"
    : outcome.status === "lost"
      ? outcome.text
      : outcome.status;
}
