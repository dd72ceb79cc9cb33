import { expect, test } from "vitest";
import type { JsonObject } from "../../../contract/json.js";
import type { Message } from "../../../contract/xray/message.js";
import type { ServiceKey } from "../../../contract/xray/services.js";
import { FakeError } from "../../core/fake-error.js";
import { putApps } from "./put-apps.js";
import { defaultApi } from "../config/api.js";
import { sampleBoot, sampleState } from "../sample.js";

const routing = (fields: JsonObject): Message => ({ type: "xray.app.router.Config", fields });
const plain: Message = { type: "xray.core.app.observatory.Config", fields: {} };
const burst: Message = {
  type: "xray.core.app.observatory.burst.Config",
  fields: { pingConfig: { samplingCount: 3 } },
};
const log: Message = { type: "xray.app.log.Config", fields: {} };

function begin(apps: readonly Message[], ...services: readonly ServiceKey[]) {
  const boot = sampleBoot();
  const state = sampleState();
  putApps(state, { ...boot, apps, api: { ...boot.api, services } });
  return state;
}

const unresolved = {
  exit: 23,
  text: "main: failed to create server > core: not all dependencies are resolved.",
};
const tcp = { networks: ["TCP"] };
const leastPing = routing({ balancingRule: [{ tag: "b", strategy: "leastping" }] });

test.each<[string, readonly Message[], readonly ServiceKey[], object]>([
  [
    "a rule without conditions",
    [routing({ rule: [{ tag: "x" }] })],
    ["ObservatoryService"],
    {
      exit: 23,
      text: "main: failed to create server > app/router: this rule has no effective fields",
    },
  ],
  [
    "an unknown balancer",
    [routing({ rule: [{ ...tcp, balancingTag: "zz" }] })],
    [],
    { exit: 23, text: "main: failed to create server > app/router: balancer zz not found" },
  ],
  ["a bad attribute", [routing({ rule: [{ attributes: { a: "(" } }] })], [], { exit: 2 }],
  ["ObservatoryService without an observatory", [log], ["ObservatoryService"], unresolved],
  ["leastPing without an observatory", [leastPing], [], unresolved],
  [
    "a fallback without an observatory",
    [routing({ balancingRule: [{ tag: "b", fallbackTag: "f" }] })],
    [],
    unresolved,
  ],
])("%s does not start", (_what, apps, services, original) => {
  let caught: unknown;
  try {
    begin(apps, ...services);
  } catch (error) {
    caught = error;
  }
  expect(caught).toBeInstanceOf(FakeError);
  expect(caught).toMatchObject({ code: "bad-boot", original });
});

test("rules and balancers may have the same tags at the start; the last balancer counts", () => {
  const { router } = begin([
    routing({
      rule: [tcp, tcp].map((rule) => ({ ...rule, ruleTag: "r" })),
      balancingRule: [{ tag: "b" }, { tag: "b", strategy: "roundrobin" }],
    }),
  ]);
  expect(router?.rules.length).toBe(2);
  expect(router?.balancers.get("b")?.strategy.kind).toBe("round robin");
});

test("of two observatories the first one is asked, and either is enough", () => {
  expect(begin([leastPing, plain, burst], "ObservatoryService").observatory?.kind).toBe("plain");
  expect(begin([leastPing, burst]).observatory?.kind).toBe("burst");
  expect(begin([]).router).toBeNull();
});

test("the services that nobody asked for need no observatory", () => {
  const state = sampleState();
  putApps(state, { ...sampleBoot(), api: defaultApi });
  expect(state.observatory).toBeNull();
});

test("what is made first is refused first", () => {
  const app = (name: string, fields: JsonObject): Message => ({ type: `xray.app.${name}`, fields });
  const rules = routing({ rule: [{ tag: "x" }] });
  const dns = app("dns.Config", {});
  const wrongDns = app("dns.Config", {
    staticHosts: [{ domain: "a", proxiedDomain: "#x" }],
  });
  const portal = app("reverse.Config", { portalConfig: [{}] });
  const version = app("version.Config", { coreVersion: "1", minVersion: "2" });
  expect(() => begin([rules, wrongDns, portal, version])).toThrow("strconv.Atoi");
  expect(() => begin([rules, dns, portal, version])).toThrow("no effective fields");
  expect(() => begin([rules, portal, version])).toThrow("portal tag is empty");
  expect(() => begin([rules, version])).toThrow("must be run on version 2");
});
