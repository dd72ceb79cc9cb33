/**
 * Names of the messages that Xray 26.3.27 was built with, read from its own registry by a Go program
 * that imports all of it. Most of them this version does not model; the original tells them apart
 * from names that it does not know, and so must a fake.
 */
/** Messages by package, names separated by spaces. */
const messages: Readonly<Record<string, string>> = {
  "google.protobuf":
    "Any DescriptorProto DescriptorProto.ExtensionRange DescriptorProto.ReservedRange Duration EnumDescriptorProto EnumDescriptorProto.EnumReservedRange EnumOptions EnumValueDescriptorProto EnumValueOptions ExtensionRangeOptions ExtensionRangeOptions.Declaration FeatureSet FeatureSet.VisibilityFeature FeatureSetDefaults FeatureSetDefaults.FeatureSetEditionDefault FieldDescriptorProto FieldOptions FieldOptions.EditionDefault FieldOptions.FeatureSupport FileDescriptorProto FileDescriptorSet FileOptions GeneratedCodeInfo GeneratedCodeInfo.Annotation MessageOptions MethodDescriptorProto MethodOptions OneofDescriptorProto OneofOptions ServiceDescriptorProto ServiceOptions SourceCodeInfo SourceCodeInfo.Location Timestamp UninterpretedOption UninterpretedOption.NamePart",
  "google.rpc": "Status",
  "grpc.binarylog.v1":
    "Address ClientHeader GrpcLogEntry Message Metadata MetadataEntry ServerHeader Trailer",
  "grpc.reflection.v1":
    "ErrorResponse ExtensionNumberResponse ExtensionRequest FileDescriptorResponse ListServiceResponse ServerReflectionRequest ServerReflectionResponse ServiceResponse",
  "grpc.reflection.v1alpha":
    "ErrorResponse ExtensionNumberResponse ExtensionRequest FileDescriptorResponse ListServiceResponse ServerReflectionRequest ServerReflectionResponse ServiceResponse",
  pb: "GoFeatures",
  "xray.app.commander": "Config ReflectionConfig",
  "xray.app.dispatcher": "Config SessionConfig",
  "xray.app.dns":
    "Config Config.HostMapping NameServer NameServer.OriginalRule NameServer.PriorityDomain",
  "xray.app.dns.fakedns": "FakeDnsPool FakeDnsPoolMulti",
  "xray.app.log": "Config",
  "xray.app.log.command": "Config RestartLoggerRequest RestartLoggerResponse",
  "xray.app.metrics": "Config",
  "xray.app.policy":
    "Config Policy Policy.Buffer Policy.Stats Policy.Timeout Second SystemPolicy SystemPolicy.Stats",
  "xray.app.proxyman":
    "InboundConfig InboundHandlerConfig MultiplexingConfig OutboundConfig ReceiverConfig SenderConfig SniffingConfig",
  "xray.app.proxyman.command":
    "AddInboundRequest AddInboundResponse AddOutboundRequest AddOutboundResponse AddUserOperation AlterInboundRequest AlterInboundResponse AlterOutboundRequest AlterOutboundResponse Config GetInboundUserRequest GetInboundUserResponse GetInboundUsersCountResponse ListInboundsRequest ListInboundsResponse ListOutboundsRequest ListOutboundsResponse RemoveInboundRequest RemoveInboundResponse RemoveOutboundRequest RemoveOutboundResponse RemoveUserOperation",
  "xray.app.reverse": "BridgeConfig Config Control PortalConfig",
  "xray.app.router":
    "BalancingRule CIDR Config Domain Domain.Attribute GeoIP GeoIPList GeoSite GeoSiteList RoutingRule StrategyLeastLoadConfig StrategyWeight WebhookConfig",
  "xray.app.router.command":
    "AddRuleRequest AddRuleResponse BalancerMsg Config GetBalancerInfoRequest GetBalancerInfoResponse ListRuleItem ListRuleRequest ListRuleResponse OverrideBalancerTargetRequest OverrideBalancerTargetResponse OverrideInfo PrincipleTargetInfo RemoveRuleRequest RemoveRuleResponse RoutingContext SubscribeRoutingStatsRequest TestRouteRequest",
  "xray.app.stats": "ChannelConfig Config",
  "xray.app.stats.command":
    "Config GetAllOnlineUsersRequest GetAllOnlineUsersResponse GetStatsOnlineIpListResponse GetStatsRequest GetStatsResponse QueryStatsRequest QueryStatsResponse Stat SysStatsRequest SysStatsResponse",
  "xray.app.version": "Config",
  "xray.common.net": "Endpoint IPOrDomain NetworkList PortList PortRange",
  "xray.common.protocol": "SecurityConfig ServerEndpoint User",
  "xray.common.serial": "TypedMessage",
  "xray.core": "Config InboundHandlerConfig OutboundHandlerConfig",
  "xray.core.app.observatory":
    "Config HealthPingMeasurementResult Intensity ObservationResult OutboundStatus ProbeResult",
  "xray.core.app.observatory.burst": "Config HealthPingConfig",
  "xray.core.app.observatory.command": "Config GetOutboundStatusRequest GetOutboundStatusResponse",
  "xray.proxy.blackhole": "Config HTTPResponse NoneResponse",
  "xray.proxy.dns": "Config",
  "xray.proxy.dokodemo": "Config",
  "xray.proxy.freedom": "Config DestinationOverride Fragment Noise",
  "xray.proxy.http": "Account ClientConfig Header ServerConfig",
  "xray.proxy.hysteria": "ClientConfig ServerConfig",
  "xray.proxy.hysteria.account": "Account",
  "xray.proxy.loopback": "Config",
  "xray.proxy.shadowsocks": "Account ClientConfig ServerConfig",
  "xray.proxy.shadowsocks_2022":
    "Account ClientConfig MultiUserServerConfig RelayDestination RelayServerConfig ServerConfig",
  "xray.proxy.socks": "Account ClientConfig ServerConfig",
  "xray.proxy.trojan": "Account ClientConfig Fallback ServerConfig",
  "xray.proxy.tun": "Config",
  "xray.proxy.vless": "Account Reverse",
  "xray.proxy.vless.encoding": "Addons",
  "xray.proxy.vless.inbound": "Config Fallback",
  "xray.proxy.vless.outbound": "Config",
  "xray.proxy.vmess": "Account",
  "xray.proxy.vmess.inbound": "Config DefaultConfig DetourConfig",
  "xray.proxy.vmess.outbound": "Config",
  "xray.proxy.wireguard": "DeviceConfig PeerConfig",
  "xray.transport.internet":
    "CustomSockopt HappyEyeballsConfig ProxyConfig QuicParams SocketConfig StreamConfig TransportConfig UdpHop",
  "xray.transport.internet.finalmask.fragment": "Config",
  "xray.transport.internet.finalmask.header.custom":
    "TCPConfig TCPItem TCPSequence UDPConfig UDPItem",
  "xray.transport.internet.finalmask.header.dns": "Config",
  "xray.transport.internet.finalmask.header.dtls": "Config",
  "xray.transport.internet.finalmask.header.srtp": "Config",
  "xray.transport.internet.finalmask.header.utp": "Config",
  "xray.transport.internet.finalmask.header.wechat": "Config",
  "xray.transport.internet.finalmask.header.wireguard": "Config",
  "xray.transport.internet.finalmask.mkcp.aes128gcm": "Config",
  "xray.transport.internet.finalmask.mkcp.original": "Config",
  "xray.transport.internet.finalmask.noise": "Config Item",
  "xray.transport.internet.finalmask.salamander": "Config",
  "xray.transport.internet.finalmask.sudoku": "Config",
  "xray.transport.internet.finalmask.xdns": "Config",
  "xray.transport.internet.finalmask.xicmp": "Config",
  "xray.transport.internet.grpc.encoding": "Config Hunk MultiHunk",
  "xray.transport.internet.headers.http":
    "Config Header Method RequestConfig ResponseConfig Status Version",
  "xray.transport.internet.headers.noop": "Config ConnectionConfig",
  "xray.transport.internet.httpupgrade": "Config",
  "xray.transport.internet.hysteria": "Config",
  "xray.transport.internet.kcp":
    "Config ConnectionReuse DownlinkCapacity EncryptionSeed MTU ReadBuffer TTI UplinkCapacity WriteBuffer",
  "xray.transport.internet.reality": "Config LimitFallback",
  "xray.transport.internet.splithttp": "Config RangeConfig XmuxConfig",
  "xray.transport.internet.tcp": "Config",
  "xray.transport.internet.tls": "Certificate Config",
  "xray.transport.internet.udp": "Config",
  "xray.transport.internet.websocket": "Config",
};

/** Enums by package; asking for one as a message has a text of its own. */
const enums: Readonly<Record<string, string>> = {
  "google.protobuf":
    "Edition ExtensionRangeOptions.VerificationState FeatureSet.EnforceNamingStyle FeatureSet.EnumType FeatureSet.FieldPresence FeatureSet.JsonFormat FeatureSet.MessageEncoding FeatureSet.RepeatedFieldEncoding FeatureSet.Utf8Validation FeatureSet.VisibilityFeature.DefaultSymbolVisibility FieldDescriptorProto.Label FieldDescriptorProto.Type FieldOptions.CType FieldOptions.JSType FieldOptions.OptionRetention FieldOptions.OptionTargetType FileOptions.OptimizeMode GeneratedCodeInfo.Annotation.Semantic MethodOptions.IdempotencyLevel SymbolVisibility",
  "grpc.binarylog.v1": "Address.Type GrpcLogEntry.EventType GrpcLogEntry.Logger",
  pb: "GoFeatures.APILevel GoFeatures.StripEnumPrefix",
  "xray.app.dns": "DomainMatchingType QueryStrategy",
  "xray.app.log": "LogType",
  "xray.app.reverse": "Control.State",
  "xray.app.router": "Config.DomainStrategy Domain.Type",
  "xray.common.log": "Severity",
  "xray.common.net": "Network",
  "xray.common.protocol": "SecurityType",
  "xray.proxy.shadowsocks": "CipherType",
  "xray.proxy.socks": "AuthType",
  "xray.proxy.wireguard": "DeviceConfig.DomainStrategy",
  "xray.transport.internet": "AddressPortStrategy DomainStrategy SocketConfig.TProxyMode",
  "xray.transport.internet.tls": "Certificate.Usage",
};

/** Messages that configure something: Xray has a constructor for them. */
const constructors: Readonly<Record<string, string>> = {
  "xray.app.commander": "Config ReflectionConfig",
  "xray.app.dispatcher": "Config",
  "xray.app.dns": "Config",
  "xray.app.dns.fakedns": "FakeDnsPool FakeDnsPoolMulti",
  "xray.app.log": "Config",
  "xray.app.log.command": "Config",
  "xray.app.metrics": "Config",
  "xray.app.policy": "Config",
  "xray.app.proxyman": "InboundConfig OutboundConfig",
  "xray.app.proxyman.command": "Config",
  "xray.app.reverse": "Config",
  "xray.app.router": "Config",
  "xray.app.router.command": "Config",
  "xray.app.stats": "Config",
  "xray.app.stats.command": "Config",
  "xray.app.version": "Config",
  "xray.core": "InboundHandlerConfig OutboundHandlerConfig",
  "xray.core.app.observatory": "Config",
  "xray.core.app.observatory.burst": "Config",
  "xray.core.app.observatory.command": "Config",
  "xray.proxy.blackhole": "Config",
  "xray.proxy.dns": "Config",
  "xray.proxy.dokodemo": "Config",
  "xray.proxy.freedom": "Config",
  "xray.proxy.http": "ClientConfig ServerConfig",
  "xray.proxy.hysteria": "ClientConfig ServerConfig",
  "xray.proxy.loopback": "Config",
  "xray.proxy.shadowsocks": "ClientConfig ServerConfig",
  "xray.proxy.shadowsocks_2022":
    "ClientConfig MultiUserServerConfig RelayServerConfig ServerConfig",
  "xray.proxy.socks": "ClientConfig ServerConfig",
  "xray.proxy.trojan": "ClientConfig ServerConfig",
  "xray.proxy.tun": "Config",
  "xray.proxy.vless.inbound": "Config",
  "xray.proxy.vless.outbound": "Config",
  "xray.proxy.vmess.inbound": "Config",
  "xray.proxy.vmess.outbound": "Config",
  "xray.proxy.wireguard": "DeviceConfig",
  "xray.transport.internet.headers.http": "Config",
  "xray.transport.internet.headers.noop": "Config ConnectionConfig",
};

/** Messages that are accounts of users. */
const accounts: Readonly<Record<string, string>> = {
  "xray.proxy.http": "Account",
  "xray.proxy.hysteria.account": "Account",
  "xray.proxy.shadowsocks": "Account",
  "xray.proxy.shadowsocks_2022": "Account",
  "xray.proxy.socks": "Account",
  "xray.proxy.trojan": "Account",
  "xray.proxy.vless": "Account",
  "xray.proxy.vmess": "Account",
};

const names = (table: Readonly<Record<string, string>>): ReadonlySet<string> =>
  new Set(
    Object.entries(table).flatMap(([in_, list]) => list.split(" ").map((n) => `${in_}.${n}`)),
  );

const messageNames = names(messages);
const enumNames = names(enums);
const constructorNames = names(constructors);
const accountNames = names(accounts);

/** True for a message that the original has, modelled here or not. */
export const isKnownMessage = (type: string): boolean => messageNames.has(type);

/** True for an enum that the original has. */
export const isKnownEnum = (type: string): boolean => enumNames.has(type);

/** True for a message from which the original makes something. */
export const hasConstructor = (type: string): boolean => constructorNames.has(type);

/** True for a message that the original takes as the account of a user. */
export const isAccount = (type: string): boolean => accountNames.has(type);

/** Go packages that are not called like the last part of the proto package. */
const goPackages: Readonly<Record<string, string>> = {
  "google.protobuf": "descriptorpb",
  "google.protobuf.Any": "anypb",
  "google.protobuf.Duration": "durationpb",
  "google.protobuf.Timestamp": "timestamppb",
  "google.rpc": "status",
  "grpc.binarylog.v1": "grpc_binarylog_v1",
  "grpc.reflection.v1": "grpc_reflection_v1",
  "grpc.reflection.v1alpha": "grpc_reflection_v1alpha",
  pb: "gofeaturespb",
  "xray.transport.internet.grpc.encoding.Config": "grpc",
};

/** The Go type of a message as Go prints it: `*vmess.Account`, `*dns.Config_HostMapping`. */
export function goType(type: string): string {
  const parts = type.split(".");
  const at = parts.findIndex((part) => /^[A-Z]/.test(part));
  const package_ = parts.slice(0, at);
  const go = goPackages[type] ?? goPackages[package_.join(".")] ?? package_.at(-1) ?? "";
  return `*${go}.${parts.slice(at).join("_")}`;
}
