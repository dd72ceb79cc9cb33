import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import {
  AddInboundRequestSchema,
  AddOutboundRequestSchema,
  AddUserOperationSchema,
  AlterInboundRequestSchema,
  HandlerService,
} from "../../proto/gen/xray/app/proxyman/command/command_pb.js";
import { StatsService } from "../../proto/gen/xray/app/stats/command/command_pb.js";
import { encode } from "../../wire/protobuf.js";
import { writeTyped } from "../../wire/xray/typed-message.js";
import { createRandom } from "../core/random.js";
import { encodeReply } from "./codec-reply.js";
import { decodeRequest, isUnaryRpc } from "./codec.js";
import { proxies, receiver, sampleState, sender, vlessUser } from "./sample.js";
import { step } from "./step.js";
import { viewState } from "./view.js";

const typed = (message: Parameters<typeof writeTyped>[0]) => {
  const written = writeTyped(message);
  if (written === undefined) throw new Error("nothing to write");
  return written;
};

/** Requests with everything in them, to be spoiled byte by byte. */
function whole(): readonly Uint8Array[] {
  const { email, level, account } = vlessUser("alice", "x", { reverse: { tag: "direct" } });
  const user = encode(
    AddUserOperationSchema,
    create(AddUserOperationSchema, { user: { email, level, account: typed(account) } }),
  );
  const streamSettings = { protocolName: "websocket", socketSettings: { mark: 1 } };
  return [
    encode(
      AddInboundRequestSchema,
      create(AddInboundRequestSchema, {
        inbound: {
          tag: "n",
          receiverSettings: typed(receiver(80, { streamSettings })),
          proxySettings: typed(proxies.dokodemo),
        },
      }),
    ),
    encode(
      AddOutboundRequestSchema,
      create(AddOutboundRequestSchema, {
        outbound: {
          tag: "n",
          senderSettings: typed(sender),
          proxySettings: typed(proxies.freedom),
        },
      }),
    ),
    encode(
      AlterInboundRequestSchema,
      create(AlterInboundRequestSchema, {
        tag: "vless-in",
        operation: { type: "xray.app.proxyman.command.AddUserOperation", value: user },
      }),
    ),
  ];
}

test("no bytes make codec or step throw, and every state can be shown", () => {
  const random = createRandom(20260327);
  const rpcs = [...HandlerService.methods, ...StatsService.methods]
    .map((m) => m.name)
    .filter(isUnaryRpc);
  const seeds = whole();
  const tally = { ok: 0, refused: 0, unreadable: 0 };
  let state = sampleState();
  for (let n = 0; n < 6000; n += 1) {
    if (n % 500 === 0) state = sampleState();
    const seed = seeds[random.integer(seeds.length)] ?? Buffer.alloc(0);
    const bytes = Buffer.from(random.integer(4) === 0 ? Buffer.alloc(random.integer(20)) : seed);
    for (let spoiled = random.integer(4); spoiled > 0 && bytes.length > 0; spoiled -= 1)
      bytes.writeUInt8(random.integer(256), random.integer(bytes.length));
    const rpc = rpcs[random.integer(rpcs.length)] ?? "GetSysStats";
    const request = decodeRequest(rpc, bytes);
    if (!request.ok) {
      tally.unreadable += 1;
      continue;
    }
    const { outcome } = step(state, request.message, n);
    tally[outcome.status === "ok" ? "ok" : "refused"] += 1;
    if (outcome.status === "ok") encodeReply(outcome.reply);
  }
  viewState(state);
  // All three happen often, or the bytes are no good.
  for (const count of Object.values(tally)) expect(count).toBeGreaterThan(300);
});
