import { createRegistry, type DescMessage } from "@bufbuild/protobuf";
import { file_app_proxyman_command_command } from "../../proto/gen/xray/app/proxyman/command/command_pb.js";
import { file_app_proxyman_config } from "../../proto/gen/xray/app/proxyman/config_pb.js";
import { file_proxy_blackhole_config } from "../../proto/gen/xray/proxy/blackhole/config_pb.js";
import { file_proxy_dokodemo_config } from "../../proto/gen/xray/proxy/dokodemo/config_pb.js";
import { file_proxy_freedom_config } from "../../proto/gen/xray/proxy/freedom/config_pb.js";
import { file_proxy_socks_config } from "../../proto/gen/xray/proxy/socks/config_pb.js";
import { file_proxy_trojan_config } from "../../proto/gen/xray/proxy/trojan/config_pb.js";
import { file_proxy_vless_account } from "../../proto/gen/xray/proxy/vless/account_pb.js";
import { file_proxy_vless_inbound_config } from "../../proto/gen/xray/proxy/vless/inbound/config_pb.js";

const registry = createRegistry(
  file_app_proxyman_command_command,
  file_app_proxyman_config,
  file_proxy_vless_account,
  file_proxy_vless_inbound_config,
  file_proxy_trojan_config,
  file_proxy_socks_config,
  file_proxy_dokodemo_config,
  file_proxy_freedom_config,
  file_proxy_blackhole_config,
);

/** The descriptor of a message that our protos declare, by full name. */
export function findMessage(type: string): DescMessage | undefined {
  return registry.getMessage(type);
}
