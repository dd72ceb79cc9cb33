import { at } from "./go/composites.js";
import type { Failure } from "./go/go-type.js";
import { panics } from "./settings.js";

/** The one member of `servers` or `vnext`. Throws a ConfigError where it is not one, or null. */
export function onlyMember<T extends object>(
  settings: object,
  key: "servers" | "vnext",
  members: readonly (T | undefined)[] | undefined = [],
  /** The original's name of the protocol in its errors. */
  protocol: string,
  failure: Failure,
): T {
  if (members.length !== 1) {
    const text = `infra/conf: ${protocol} settings: "${key}" should have one and only one member. Multiple endpoints in "${key}" should use multiple ${protocol} outbounds and routing balancer instead`;
    throw at(settings, key).refused(
      `has ${members.length} ${key}`,
      "write one, or address and port in settings; others go into outbounds of their own",
      failure(text),
    );
  }
  const [member] = members;
  if (member === undefined) throw panics(at(settings, key));
  return member;
}
