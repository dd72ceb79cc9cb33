import fc from "fast-check";
import { finalmask } from "./finalmask.js";
import { realityClient, realityServer, tls } from "./security.js";
import { sockopt } from "./sockopt.js";
import { transports } from "./transports.js";
import { type Json, some, mostly } from "./parts.js";

const addresses = fc.constantFrom(
  "",
  "1.2.3.4",
  "::1",
  "example.com",
  " x ",
  "[::1]",
  "env:NO_SUCH",
  "::ffff:1.2.3.4",
);

/** `streamSettings`. */
export const streamSettings = fc
  .tuple(
    some({
      address: addresses,
      port: fc.nat({ max: 65535 }),
      network: mostly(
        fc.constantFrom(
          "raw",
          "TCP",
          "ws",
          "websocket",
          "grpc",
          "httpupgrade",
          "kcp",
          "mkcp",
          "xhttp",
          "splithttp",
          "hysteria",
        ),
        "h2",
        "quic",
        "",
        "x",
      ),
      sockopt,
      finalmask,
    }),
    fc.oneof(
      fc.constant({}),
      some({ tlsSettings: tls }).map((o) => ({ security: "TLS", ...(o as object) })),
      fc.record({
        security: fc.constant("reality"),
        network: fc.constantFrom("raw", "xhttp", "grpc"),
        realitySettings: fc.oneof(realityServer, realityClient),
      }),
      mostly(
        fc.constant({ security: "none" }),
        { security: "xtls" },
        { security: "x" },
        { security: "reality" },
        { security: "reality", network: "ws" },
      ),
    ),
    fc
      .array(fc.constantFrom(...Object.keys(transports)), { maxLength: 2 })
      .chain((names) =>
        fc.record(
          Object.fromEntries(names.map((name) => [name, transports[name] as fc.Arbitrary<Json>])),
        ),
      ),
  )
  .map(([a, b, c]) => ({ ...(a as object), ...c, ...(b as object) }));
