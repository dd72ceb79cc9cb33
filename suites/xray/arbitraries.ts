import fc, { type Arbitrary } from "fast-check";
import type { ServiceName, WalkCommand } from "../../contract/xray/command.js";
import type {
  InboundHandler,
  Message,
  OutboundHandler,
  User,
} from "../../contract/xray/message.js";
import { trojanAccount, trojanUser, vlessAccount, vlessUser } from "./messages.js";

/** Small pools: walks must meet the same names again. */
export const tags = { a: "in-a", b: "in-b", A: "In-A", ghost: "ghost" } as const;

/** Outbound tags. */
export const outTags = { a: "out-a", b: "out-b", ghost: "out-ghost" } as const;

/** Vless ids, as the facts tell them apart. */
export const ids = {
  alice: "5783a3e7-e373-41cd-8642-c83782b807c5",
  bob: "0d2b1b0e-6a4a-4b0a-9c3f-1f2e3d4c5b6a",
  shared: "11111111-2222-4333-8444-555555555555",
  upper: "A1B2C3D4-E5F6-4A7B-8C9D-0E1F2A3B4C5D",
  digits: "a1b2c3d4e5f64a7b8c9d0e1f2a3b4c5e",
} as const;

/** Texts that stand for a UUID. */
export const idTexts = ["x", "hello", "ключ", "a".repeat(30)] as const;

/** Texts that are no vless id. */
export const badIds = [
  "",
  "a".repeat(31),
  "5783a3e7-e373-41cd-8642-c83782b807",
  "a".repeat(37),
  "a1b2c3d4e5f64a7b8c9d0e1f2a3b4cZe",
] as const;

/** Commands of which one is drawn; the more often a list is named, the more weight it has. */
export function oneOf(...commands: readonly WalkCommand[]): Arbitrary<WalkCommand> {
  return fc.constantFrom(...commands);
}

/** The same arbitrary `times` times over, for weight. */
export function weighted(
  times: number,
  arbitrary: Arbitrary<WalkCommand>,
): readonly Arbitrary<WalkCommand>[] {
  return Array.from({ length: times }, () => arbitrary);
}

/**
 * Text of any script, for names that nobody has: it begins with `nobody-`, does not end in white
 * space, which transports may cut, and has no digits, which the driver may take for a port.
 */
export const strangeText: Arbitrary<string> = fc
  .oneof(
    fc.string({ unit: "grapheme", maxLength: 30 }),
    fc.string({ unit: "grapheme-ascii", minLength: 80, maxLength: 120 }),
  )
  .map((text) => `nobody-${text.replaceAll(/\d/g, "")}`.trim());

/** The command under either name of its service. */
export function underEitherName(command: WalkCommand): Arbitrary<WalkCommand> {
  return fc.constantFrom<ServiceName>("xray", "v2ray", "v2ray").map((service) => {
    switch (command.kind) {
      case "RawCall":
      case "Connect":
      case "HoldPort":
      case "FreePort":
      case "Send":
        return command;
      default:
        return { ...command, service };
    }
  });
}

/** AddInbound. */
export const addInbound = (inbound: InboundHandler): WalkCommand => ({
  kind: "AddInbound",
  inbound,
});

/** RemoveInbound. */
export const removeInbound = (tag: string): WalkCommand => ({ kind: "RemoveInbound", tag });

/** ListInbounds in full. */
export const listInbounds: WalkCommand = { kind: "ListInbounds", isOnlyTags: false };

/** ListInbounds of tags only. */
export const listTags: WalkCommand = { kind: "ListInbounds", isOnlyTags: true };

/** AddOutbound. */
export const addOutbound = (outbound: OutboundHandler): WalkCommand => ({
  kind: "AddOutbound",
  outbound,
});

/** RemoveOutbound. */
export const removeOutbound = (tag: string): WalkCommand => ({ kind: "RemoveOutbound", tag });

/** ListOutbounds. */
export const listOutbounds: WalkCommand = { kind: "ListOutbounds" };

/** AddUser. */
export const addUser = (tag: string, user: User | null): WalkCommand => ({
  kind: "AddUser",
  tag,
  user,
});

/** AddUser with any account. */
export const addAccount = (tag: string, email: string, account: Message | null): WalkCommand =>
  addUser(tag, { email, level: 0, account });

/** RemoveUser. */
export const removeUser = (tag: string, email: string): WalkCommand => ({
  kind: "RemoveUser",
  tag,
  email,
});

/** GetInboundUsers; all of them where `email` is left out. */
export const getUsers = (tag: string, email = ""): WalkCommand => ({
  kind: "GetInboundUsers",
  tag,
  email,
});

/** GetInboundUsersCount. */
export const countUsers = (tag: string, email = ""): WalkCommand => ({
  kind: "GetInboundUsersCount",
  tag,
  email,
});

/** AlterInbound with an operation that is neither AddUser nor RemoveUser. */
export const alterInbound = (tag: string, operation: Message): WalkCommand => ({
  kind: "AlterInbound",
  tag,
  operation,
});

/** AlterOutbound. */
export const alterOutbound = (tag: string, operation: Message): WalkCommand => ({
  kind: "AlterOutbound",
  tag,
  operation,
});

/** GetStats. */
export const getStats = (name: string, reset = false): WalkCommand => ({
  kind: "GetStats",
  name,
  reset,
});

/** QueryStats. */
export const queryStats = (pattern = "", reset = false): WalkCommand => ({
  kind: "QueryStats",
  pattern,
  reset,
});

/** Is somebody listening on the port? */
export const connect = (port: number): WalkCommand => ({ kind: "Connect", port });

/** The vless users of the pools. */
export const vlessUsers = {
  alice: vlessUser("alice", ids.alice),
  bob: vlessUser("bob", ids.bob, 3),
  Alice: vlessUser("Alice", ids.upper),
  sharing: [vlessUser("alice", ids.shared), vlessUser("bob", ids.shared)],
  unnamed: vlessUser("", ids.upper),
} as const;

/** The trojan users of the pools. */
export const trojanUsers = {
  alice: trojanUser("alice", "open sesame"),
  bob: trojanUser("bob", "пароль", 3),
  Alice: trojanUser("Alice", "other words"),
  sharing: [trojanUser("alice", "one for all"), trojanUser("bob", "one for all")],
  unnamed: trojanUser("", "no name"),
} as const;

/** Accounts of each protocol, for users whose account is not what a command is about. */
export const accounts = { vless: vlessAccount(ids.bob), trojan: trojanAccount("words") } as const;
