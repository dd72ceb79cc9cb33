import { createRegistry, type DescFile, type DescMessage } from "@bufbuild/protobuf";
import { file_app_commander_config } from "../../proto/gen/xray/app/commander/config_pb.js";
import { file_app_dispatcher_config } from "../../proto/gen/xray/app/dispatcher/config_pb.js";
import { file_app_dns_config } from "../../proto/gen/xray/app/dns/config_pb.js";
import { file_app_dns_fakedns_fakedns } from "../../proto/gen/xray/app/dns/fakedns/fakedns_pb.js";
import { file_app_log_command_config } from "../../proto/gen/xray/app/log/command/config_pb.js";
import { file_app_log_config } from "../../proto/gen/xray/app/log/config_pb.js";
import { file_app_metrics_config } from "../../proto/gen/xray/app/metrics/config_pb.js";
import { file_app_observatory_burst_config } from "../../proto/gen/xray/app/observatory/burst/config_pb.js";
import { file_app_observatory_command_command } from "../../proto/gen/xray/app/observatory/command/command_pb.js";
import { file_app_observatory_config } from "../../proto/gen/xray/app/observatory/config_pb.js";
import { file_app_policy_config } from "../../proto/gen/xray/app/policy/config_pb.js";
import { file_app_proxyman_command_command } from "../../proto/gen/xray/app/proxyman/command/command_pb.js";
import { file_app_proxyman_config } from "../../proto/gen/xray/app/proxyman/config_pb.js";
import { file_app_reverse_config } from "../../proto/gen/xray/app/reverse/config_pb.js";
import { file_app_router_command_command } from "../../proto/gen/xray/app/router/command/command_pb.js";
import { file_app_router_config } from "../../proto/gen/xray/app/router/config_pb.js";
import { file_app_stats_command_command } from "../../proto/gen/xray/app/stats/command/command_pb.js";
import { file_app_stats_config } from "../../proto/gen/xray/app/stats/config_pb.js";
import { file_app_version_config } from "../../proto/gen/xray/app/version/config_pb.js";
import { file_common_log_log } from "../../proto/gen/xray/common/log/log_pb.js";
import { file_common_net_address } from "../../proto/gen/xray/common/net/address_pb.js";
import { file_common_net_destination } from "../../proto/gen/xray/common/net/destination_pb.js";
import { file_common_net_network } from "../../proto/gen/xray/common/net/network_pb.js";
import { file_common_net_port } from "../../proto/gen/xray/common/net/port_pb.js";
import { file_common_protocol_headers } from "../../proto/gen/xray/common/protocol/headers_pb.js";
import { file_common_protocol_server_spec } from "../../proto/gen/xray/common/protocol/server_spec_pb.js";
import { file_common_protocol_user } from "../../proto/gen/xray/common/protocol/user_pb.js";
import { file_common_serial_typed_message } from "../../proto/gen/xray/common/serial/typed_message_pb.js";
import { file_core_config } from "../../proto/gen/xray/core/config_pb.js";
import { file_proxy_blackhole_config } from "../../proto/gen/xray/proxy/blackhole/config_pb.js";
import { file_proxy_dns_config } from "../../proto/gen/xray/proxy/dns/config_pb.js";
import { file_proxy_dokodemo_config } from "../../proto/gen/xray/proxy/dokodemo/config_pb.js";
import { file_proxy_freedom_config } from "../../proto/gen/xray/proxy/freedom/config_pb.js";
import { file_proxy_http_config } from "../../proto/gen/xray/proxy/http/config_pb.js";
import { file_proxy_hysteria_account_config } from "../../proto/gen/xray/proxy/hysteria/account/config_pb.js";
import { file_proxy_hysteria_config } from "../../proto/gen/xray/proxy/hysteria/config_pb.js";
import { file_proxy_loopback_config } from "../../proto/gen/xray/proxy/loopback/config_pb.js";
import { file_proxy_shadowsocks_config } from "../../proto/gen/xray/proxy/shadowsocks/config_pb.js";
import { file_proxy_shadowsocks_2022_config } from "../../proto/gen/xray/proxy/shadowsocks_2022/config_pb.js";
import { file_proxy_socks_config } from "../../proto/gen/xray/proxy/socks/config_pb.js";
import { file_proxy_trojan_config } from "../../proto/gen/xray/proxy/trojan/config_pb.js";
import { file_proxy_tun_config } from "../../proto/gen/xray/proxy/tun/config_pb.js";
import { file_proxy_vless_account } from "../../proto/gen/xray/proxy/vless/account_pb.js";
import { file_proxy_vless_encoding_addons } from "../../proto/gen/xray/proxy/vless/encoding/addons_pb.js";
import { file_proxy_vless_inbound_config } from "../../proto/gen/xray/proxy/vless/inbound/config_pb.js";
import { file_proxy_vless_outbound_config } from "../../proto/gen/xray/proxy/vless/outbound/config_pb.js";
import { file_proxy_vmess_account } from "../../proto/gen/xray/proxy/vmess/account_pb.js";
import { file_proxy_vmess_inbound_config } from "../../proto/gen/xray/proxy/vmess/inbound/config_pb.js";
import { file_proxy_vmess_outbound_config } from "../../proto/gen/xray/proxy/vmess/outbound/config_pb.js";
import { file_proxy_wireguard_config } from "../../proto/gen/xray/proxy/wireguard/config_pb.js";
import { file_transport_internet_config } from "../../proto/gen/xray/transport/internet/config_pb.js";
import { file_transport_internet_finalmask_fragment_config } from "../../proto/gen/xray/transport/internet/finalmask/fragment/config_pb.js";
import { file_transport_internet_finalmask_header_custom_config } from "../../proto/gen/xray/transport/internet/finalmask/header/custom/config_pb.js";
import { file_transport_internet_finalmask_header_dns_config } from "../../proto/gen/xray/transport/internet/finalmask/header/dns/config_pb.js";
import { file_transport_internet_finalmask_header_dtls_config } from "../../proto/gen/xray/transport/internet/finalmask/header/dtls/config_pb.js";
import { file_transport_internet_finalmask_header_srtp_config } from "../../proto/gen/xray/transport/internet/finalmask/header/srtp/config_pb.js";
import { file_transport_internet_finalmask_header_utp_config } from "../../proto/gen/xray/transport/internet/finalmask/header/utp/config_pb.js";
import { file_transport_internet_finalmask_header_wechat_config } from "../../proto/gen/xray/transport/internet/finalmask/header/wechat/config_pb.js";
import { file_transport_internet_finalmask_header_wireguard_config } from "../../proto/gen/xray/transport/internet/finalmask/header/wireguard/config_pb.js";
import { file_transport_internet_finalmask_mkcp_aes128gcm_config } from "../../proto/gen/xray/transport/internet/finalmask/mkcp/aes128gcm/config_pb.js";
import { file_transport_internet_finalmask_mkcp_original_config } from "../../proto/gen/xray/transport/internet/finalmask/mkcp/original/config_pb.js";
import { file_transport_internet_finalmask_noise_config } from "../../proto/gen/xray/transport/internet/finalmask/noise/config_pb.js";
import { file_transport_internet_finalmask_salamander_config } from "../../proto/gen/xray/transport/internet/finalmask/salamander/config_pb.js";
import { file_transport_internet_finalmask_sudoku_config } from "../../proto/gen/xray/transport/internet/finalmask/sudoku/config_pb.js";
import { file_transport_internet_finalmask_xdns_config } from "../../proto/gen/xray/transport/internet/finalmask/xdns/config_pb.js";
import { file_transport_internet_finalmask_xicmp_config } from "../../proto/gen/xray/transport/internet/finalmask/xicmp/config_pb.js";
import { file_transport_internet_grpc_config } from "../../proto/gen/xray/transport/internet/grpc/config_pb.js";
import { file_transport_internet_grpc_encoding_stream } from "../../proto/gen/xray/transport/internet/grpc/encoding/stream_pb.js";
import { file_transport_internet_headers_http_config } from "../../proto/gen/xray/transport/internet/headers/http/config_pb.js";
import { file_transport_internet_headers_noop_config } from "../../proto/gen/xray/transport/internet/headers/noop/config_pb.js";
import { file_transport_internet_httpupgrade_config } from "../../proto/gen/xray/transport/internet/httpupgrade/config_pb.js";
import { file_transport_internet_hysteria_config } from "../../proto/gen/xray/transport/internet/hysteria/config_pb.js";
import { file_transport_internet_kcp_config } from "../../proto/gen/xray/transport/internet/kcp/config_pb.js";
import { file_transport_internet_reality_config } from "../../proto/gen/xray/transport/internet/reality/config_pb.js";
import { file_transport_internet_splithttp_config } from "../../proto/gen/xray/transport/internet/splithttp/config_pb.js";
import { file_transport_internet_tcp_config } from "../../proto/gen/xray/transport/internet/tcp/config_pb.js";
import { file_transport_internet_tls_config } from "../../proto/gen/xray/transport/internet/tls/config_pb.js";
import { file_transport_internet_udp_config } from "../../proto/gen/xray/transport/internet/udp/config_pb.js";
import { file_transport_internet_websocket_config } from "../../proto/gen/xray/transport/internet/websocket/config_pb.js";

/** Every descriptor file of the core, without reflection and what is Google's. */
export const coreFiles: readonly DescFile[] = [
  file_app_commander_config,
  file_app_dispatcher_config,
  file_app_dns_config,
  file_app_dns_fakedns_fakedns,
  file_app_log_command_config,
  file_app_log_config,
  file_app_metrics_config,
  file_app_observatory_burst_config,
  file_app_observatory_command_command,
  file_app_observatory_config,
  file_app_policy_config,
  file_app_proxyman_command_command,
  file_app_proxyman_config,
  file_app_reverse_config,
  file_app_router_command_command,
  file_app_router_config,
  file_app_stats_command_command,
  file_app_stats_config,
  file_app_version_config,
  file_common_log_log,
  file_common_net_address,
  file_common_net_destination,
  file_common_net_network,
  file_common_net_port,
  file_common_protocol_headers,
  file_common_protocol_server_spec,
  file_common_protocol_user,
  file_common_serial_typed_message,
  file_core_config,
  file_proxy_blackhole_config,
  file_proxy_dns_config,
  file_proxy_dokodemo_config,
  file_proxy_freedom_config,
  file_proxy_http_config,
  file_proxy_hysteria_account_config,
  file_proxy_hysteria_config,
  file_proxy_loopback_config,
  file_proxy_shadowsocks_config,
  file_proxy_shadowsocks_2022_config,
  file_proxy_socks_config,
  file_proxy_trojan_config,
  file_proxy_tun_config,
  file_proxy_vless_account,
  file_proxy_vless_encoding_addons,
  file_proxy_vless_inbound_config,
  file_proxy_vless_outbound_config,
  file_proxy_vmess_account,
  file_proxy_vmess_inbound_config,
  file_proxy_vmess_outbound_config,
  file_proxy_wireguard_config,
  file_transport_internet_config,
  file_transport_internet_finalmask_fragment_config,
  file_transport_internet_finalmask_header_custom_config,
  file_transport_internet_finalmask_header_dns_config,
  file_transport_internet_finalmask_header_dtls_config,
  file_transport_internet_finalmask_header_srtp_config,
  file_transport_internet_finalmask_header_utp_config,
  file_transport_internet_finalmask_header_wechat_config,
  file_transport_internet_finalmask_header_wireguard_config,
  file_transport_internet_finalmask_mkcp_aes128gcm_config,
  file_transport_internet_finalmask_mkcp_original_config,
  file_transport_internet_finalmask_noise_config,
  file_transport_internet_finalmask_salamander_config,
  file_transport_internet_finalmask_sudoku_config,
  file_transport_internet_finalmask_xdns_config,
  file_transport_internet_finalmask_xicmp_config,
  file_transport_internet_grpc_config,
  file_transport_internet_grpc_encoding_stream,
  file_transport_internet_headers_http_config,
  file_transport_internet_headers_noop_config,
  file_transport_internet_httpupgrade_config,
  file_transport_internet_hysteria_config,
  file_transport_internet_kcp_config,
  file_transport_internet_reality_config,
  file_transport_internet_splithttp_config,
  file_transport_internet_tcp_config,
  file_transport_internet_tls_config,
  file_transport_internet_udp_config,
  file_transport_internet_websocket_config,
];

const registry = createRegistry(...coreFiles);

/** The descriptor of a message that our protos declare, by full name. */
export function findMessage(type: string): DescMessage | undefined {
  return registry.getMessage(type);
}
