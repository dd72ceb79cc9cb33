import { expect, test } from "vitest";
import { xrayFakeProfiles } from "../../contract/xray/profiles.js";
import { serviceOf, services } from "../../contract/xray/services.js";
import { startFake } from "../../harness/start-fake.js";
import { RawClient } from "../../suites/xray/client.js";
import { reflect } from "../../suites/xray/reflect.js";

const keys = services.map((s) => s.key);

test.each(xrayFakeProfiles.map((p) => [p.name, p] as const))(
  "a fake of %s has the RPCs of that release, by call and by reflection, and no other",
  async (profile, { rpcs }) => {
    const config = {
      api: { tag: "api", services: keys, listen: "127.0.0.1:0" },
      observatory: { subjectSelector: ["none"] },
    };
    await using fake = await startFake({ config, profile });
    const client = new RawClient(fake.address, 5_000);
    try {
      for (const key of keys.filter((k) => k !== "ReflectionService")) {
        const [service = ""] = serviceOf(key).names;
        const wanted = rpcs[key] ?? [];
        const described = await reflect(client, "v1", {
          case: "fileContainingSymbol",
          value: service,
        });
        expect(described).toMatchObject({ status: "ok", reply: { rpcs: { [service]: wanted } } });
        for (const rpc of serviceOf(key).rpcs) {
          // Bytes that are no request: refused before anything moves, where the RPC is there.
          const outcome = await client.unary(`/${service}/${rpc}`, Uint8Array.of(0xff));
          const code = wanted.includes(rpc) ? 13 : 12;
          expect([rpc, outcome]).toMatchObject([rpc, { status: "refused", code }]);
        }
      }
    } finally {
      client.close();
    }
  },
);

test("a method of a later release is no symbol", async () => {
  await using fake = await startFake({ profile: "25.3" });
  const client = new RawClient(fake.address, 5_000);
  const ask = (value: string) => reflect(client, "v1", { case: "fileContainingSymbol", value });
  const service = "xray.app.proxyman.command.HandlerService";
  expect(await ask(`${service}.ListInbounds`)).toMatchObject({ code: 5 });
  expect(await ask(`${service}.AddInbound`)).toMatchObject({ status: "ok" });
  client.close();
});
