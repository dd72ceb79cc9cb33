// One session of a user of @remnawave/xtls-sdk, printed as JSON lines: the name of each call and what it gave.
// Arguments: the folder where the package is installed, and HOST:PORT of the API.
import { createRequire } from "node:module";
import { join } from "node:path";

const [folder, address] = process.argv.slice(2);
const { XtlsApi } = createRequire(join(folder, "package.json"))("@remnawave/xtls-sdk");
const [host, port] = address.split(":");
const api = new XtlsApi(host, port);

const plain = (value) =>
  JSON.stringify(value, (_, v) =>
    typeof v === "bigint"
      ? String(v)
      : Buffer.isBuffer(v) || v instanceof Uint8Array
        ? Buffer.from(v).toString("base64")
        : v,
  );
const call = async (name, promise) => {
  let result;
  try {
    result = await promise;
  } catch (error) {
    result = { error: error.message };
  }
  console.log(plain([name, result]));
};

const { handler, stats, router } = api;
const user = (tag, username) => ({ tag, username, level: 0 });
const uuid = "0d2b1b0e-6a4a-4b0a-9c3f-1f2e3d4c5b6a";
const key = Buffer.alloc(16, 9).toString("base64");
for (const round of ["first", "again"]) {
  const vless = { ...user("vless-in", "sdk-vless"), uuid, flow: "xtls-rprx-vision" };
  await call(`add vless ${round}`, handler.addVlessUser(vless));
  const trojan = { ...user("trojan-in", "sdk-trojan"), password: "sdk" };
  await call(`add trojan ${round}`, handler.addTrojanUser(trojan));
  const ss = { ...user("ss-in", "sdk-ss"), password: "sdk", cipherType: 5, ivCheck: true };
  await call(`add shadowsocks ${round}`, handler.addShadowsocksUser(ss));
  const ss22 = { ...user("ss22-in", "sdk-ss22"), key };
  await call(`add shadowsocks 2022 ${round}`, handler.addShadowsocks2022User(ss22));
  const socks = { ...user("socks-in", "sdk-socks"), socks_username: "u", socks_password: "p" };
  await call(`add socks ${round}`, handler.addSocksUser(socks));
  const http = { ...user("socks-in", "sdk-http"), http_username: "u", http_password: "p" };
  await call(`add http ${round}`, handler.addHttpUser(http));
}
await call("add to nowhere", handler.addVlessUser({ ...user("nowhere", "a"), uuid, flow: "" }));
await call("add bad uuid", handler.addVlessUser({ ...user("vless-in", "a"), uuid: "", flow: "" }));
for (const tag of [
  "vless-in",
  "vmess-in",
  "trojan-in",
  "ss-in",
  "ss22-in",
  "socks-in",
  "nowhere",
]) {
  await call(`users of ${tag}`, handler.getInboundUsers(tag));
  await call(`count of ${tag}`, handler.getInboundUsersCount(tag));
}
for (const [tag, name] of [
  ["vless-in", "sdk-vless"],
  ["vless-in", "sdk-vless"],
  ["trojan-in", "sdk-trojan"],
  ["ss-in", "SDK-SS"],
  ["ss-in", "sdk-ss"],
  ["ss22-in", "sdk-ss22"],
  ["socks-in", "sdk-socks"],
  ["nowhere", "sdk"],
]) {
  await call(`remove ${name} of ${tag}`, handler.removeUser(tag, name));
}
for (const tag of ["vless-in", "trojan-in", "ss-in", "ss22-in"])
  await call(`users of ${tag} after`, handler.getInboundUsers(tag));
await call("inbounds", handler.rawClient.listInbounds({ isOnlyTags: true }));
await call("outbounds", handler.rawClient.listOutbounds({}));

await call("online", stats.getUserOnlineStatus("cyd@nodeproof"));
await call("online of nobody", stats.getUserOnlineStatus("nobody"));
await call("user", stats.getUserStats("cyd@nodeproof"));
await call("users", stats.getAllUsersStats());
await call("inbound", stats.getInboundStats("trojan-in"));
await call("inbounds of statistics", stats.getAllInboundsStats());
await call("outbound", stats.getOutboundStats("direct"));
await call("outbounds of statistics", stats.getAllOutboundsStats());
await call("user with reset", stats.getUserStats("cyd@nodeproof", true));
await call("user after reset", stats.getUserStats("cyd@nodeproof"));
await call("nobody", stats.getUserStats("nobody"));
await call(
  "system",
  stats.getSysStats().then(({ isOk, data }) => [isOk, Object.keys(data)]),
);

const rule = { ruleTag: "sdk", outbound: "blocked", ip: "203.0.113.7", append: true };
const test = (ips) =>
  router.rawClient.testRoute({
    RoutingContext: { SourceIPs: [Buffer.from(ips)], Network: 2 },
    FieldSelectors: [],
    PublishResult: false,
  });
await call("route before", test([203, 0, 113, 7]));
await call("block", router.addSrcIpRule(rule));
await call("block twice", router.addSrcIpRule(rule));
await call("route after", test([203, 0, 113, 7]));
await call("route of another", test([203, 0, 113, 8]));
await call("unblock", router.removeRuleByRuleTag({ ruleTag: "sdk" }));
await call("unblock nothing", router.removeRuleByRuleTag({ ruleTag: "sdk" }));
await call("unblock nameless", router.removeRuleByRuleTag({ ruleTag: "" }));
for (const tag of ["pair", "any", "unknown"])
  await call(`balancer ${tag}`, router.rawClient.getBalancerInfo({ tag }));
await call(
  "override",
  router.rawClient.overrideBalancerTarget({ balancerTag: "pair", target: "blocked" }),
);
await call("balancer overridden", router.rawClient.getBalancerInfo({ tag: "pair" }));
await call("replace", router.addSrcIpRule({ ...rule, ruleTag: "only", ip: "::1", append: false }));
api.channel.close();
