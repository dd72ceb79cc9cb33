import type { Grade } from "../grade.js";
import type { WalkCommand } from "./command.js";

/** What is known of a command before it is sent. */
export interface Traits {
  /** The least grade that may send it to a target that somebody else runs. */
  readonly grade: Grade;
  /** True where an unanswered one leaves no doubt about the state, because it only reads. */
  readonly definite: boolean;
  /** Why the grade is `never`, for the report. */
  readonly why?: string;
}

const look: Traits = { grade: "look", definite: true };
const touch: Traits = { grade: "touch", definite: false };
const harmless: Traits = { grade: "touch", definite: true };
const never = (why: string): Traits => ({ grade: "never", definite: false, why });

/**
 * Grade and definiteness of one command.
 *
 * `ours(tag)` says whether the handler of that tag was made by the run, or would be if it existed.
 * Where it is false, altering or removing cannot be undone.
 */
export function traitsOf(command: WalkCommand, ours: (tag: string) => boolean): Traits {
  switch (command.kind) {
    case "ListInbounds":
    case "ListOutbounds":
    case "GetInboundUsers":
    case "GetInboundUsersCount":
    case "GetStatsOnline":
    case "GetStatsOnlineIpList":
    case "GetAllOnlineUsers":
    case "GetSysStats":
    case "ListServices":
    case "DescribeSymbol":
    case "Connect":
      return look;
    case "GetStats":
      if (!command.reset) return look;
      return ours(tagOfCounter(command.name)) ? touch : never(reset);
    case "QueryStats":
      if (!command.reset) return look;
      return command.pattern !== "" && ours(tagOfCounter(command.pattern)) ? touch : never(reset);
    case "AddInbound": {
      const { inbound } = command;
      if (inbound === null || inbound.receiver === null || inbound.proxy === null)
        return never(crash);
      return inbound.tag === ""
        ? never("an inbound without a tag cannot be removed")
        : owned(inbound.tag);
    }
    case "AddOutbound": {
      const { outbound } = command;
      if (outbound === null || outbound.proxy === null) return never(crash);
      return outbound.tag === ""
        ? never("an outbound without a tag cannot be removed")
        : owned(outbound.tag);
    }
    case "RemoveInbound":
    case "RemoveOutbound":
      return command.tag === "" ? harmless : owned(command.tag);
    case "AddUser":
      // An operation without a user is refused before anything moves.
      return command.user === null ? harmless : owned(command.tag);
    case "RemoveUser":
      return owned(command.tag);
    case "AlterInbound":
      return command.operation === null ? never(crash) : owned(command.tag);
    case "AlterOutbound":
      return command.operation === null ? never(crash) : harmless;
    case "RawCall":
      return never("hostile bytes are for processes that we started");
    case "HoldPort":
    case "FreePort":
      return harmless;
    case "Send":
      return touch;
    default:
      return command satisfies never;
  }

  function owned(tag: string): Traits {
    return ours(tag) ? touch : never("it would change what the run did not make");
  }
}

const reset = "no call gives back the value of a counter that was reset";
const crash = "it ends the process of the original";

/** The middle of `inbound>>>TAG>>>…`; the text itself where it has no such form. */
function tagOfCounter(name: string): string {
  return name.split(">>>")[1] ?? name;
}
