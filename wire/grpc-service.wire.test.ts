import { create } from "@bufbuild/protobuf";
import { Client, credentials } from "@grpc/grpc-js";
import { expect, test } from "vitest";
import { startFake } from "../harness/start-fake.js";
import {
  GetInboundUserRequestSchema,
  HandlerService,
  type GetInboundUserResponse,
} from "../proto/gen/xray/app/proxyman/command/command_pb.js";
import { serviceDefinition } from "./grpc-service.js";

test.each([HandlerService.typeName, "v2ray.core.app.proxyman.command.HandlerService"])(
  "a definition made from the descriptor speaks %s",
  async (name) => {
    await using fake = await startFake({
      users: [{ inbound: "trojan-in", email: "alice", password: "secret", level: 2 }],
    });
    const client = new Client(fake.address, credentials.createInsecure());
    const { getInboundUsers } = serviceDefinition(HandlerService, name);
    try {
      const reply = await new Promise<GetInboundUserResponse | undefined>((resolve, reject) => {
        client.makeUnaryRequest(
          getInboundUsers.path,
          getInboundUsers.requestSerialize,
          getInboundUsers.responseDeserialize,
          create(GetInboundUserRequestSchema, { tag: "trojan-in" }),
          (error, message) => (error === null ? resolve(message) : reject(error)),
        );
      });
      expect(reply?.users.map((u) => [u.email, u.level])).toEqual([["alice", 2]]);
    } finally {
      client.close();
    }
  },
);
