import { goLower } from "../go-text.js";
import type { ConfigValue } from "./config-value.js";
import { createFailure } from "./config-source.js";

/** The emails of one inbound's clients: the original refuses one that is there twice, in any case. */
export class ClientEmails {
  readonly #taken = new Set<string>();

  /** `prefix` is the original's path to the refusal, as `proxy/vless/inbound: failed to initiate user`. */
  constructor(
    private readonly prefix: string,
    private readonly user: string,
  ) {}

  /** Notes an email; throws where it is taken. Clients without an email may be many. */
  add(client: ConfigValue, email: string): void {
    if (email === "") return;
    const key = goLower(email);
    if (this.#taken.has(key)) {
      throw client.refused(
        `has the email "${email}", which an earlier client of this inbound has`,
        "give each client an email of its own (case does not count)",
        createFailure(this.prefix, `${this.user}: User ${email} already exists.`),
      );
    }
    this.#taken.add(key);
  }
}
