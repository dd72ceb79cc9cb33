import { goList, goPointer } from "./decoding/composites.js";
import { goBool, goString, goUint32 } from "./decoding/scalars.js";
import { goStruct } from "./decoding/struct.js";

const goTexts = goList(goString);

/** `xray.proxy.vless.Account` as the original reads it from JSON: by the names of its protobuf fields. */
export const goVlessAccount = goStruct("vless.Account", {
  id: goString,
  flow: goString,
  encryption: goString,
  xorMode: goUint32,
  seconds: goUint32,
  padding: goString,
  reverse: goPointer(
    goStruct("vless.Reverse", {
      tag: goString,
      sniffing: goPointer(
        goStruct("proxyman.SniffingConfig", {
          enabled: goBool,
          destination_override: goTexts,
          domains_excluded: goTexts,
          metadata_only: goBool,
          route_only: goBool,
        }),
      ),
    }),
  ),
  testpre: goUint32,
  testseed: goList(goUint32),
});

/** The type of the account of a vless user. */
export const vlessAccountType = "xray.proxy.vless.Account";

/** The flow of vless inbounds; outbounds have one more. */
export const vision = "xtls-rprx-vision";
