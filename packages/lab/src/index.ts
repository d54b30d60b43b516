export { packetsOf, type CapturedPacket } from './capture/packets';
export { writePcap, type LinkType } from './capture/pcap';
export type {
  CapturedFlow,
  CapturedRequest,
  DnsRequest,
  HttpRequest,
  IcmpRequest,
  TcpRequest,
  TlsRequest,
} from './capture/captured-flow';
export { findSuricata, type SuricataEngine } from './suricata/engine';
export type { RuleVariables } from './suricata/engine-files';
export type { CountryTable } from './suricata/country-database';
export { checkRules, type CheckedRules } from './suricata/check-rules';
export { replayPolicy, type FlowVerdict, type ReplayedPolicy } from './suricata/replay-policy';
export type { DefaultAction } from './suricata/default-action';
export { checkSquidConfiguration } from './squid/check-squid-configuration';
export type { ConfigurationFile } from './squid/configuration-folder';
export { findSquid, type SquidEngine } from './squid/engine';
export { findNamespaceProblem } from './squid/namespaces';
export {
  replaySquid,
  type ProxiedRequest,
  type ProxyVerdict,
  type ReplayedProxy,
  type SentOnConnection,
} from './squid/replay-squid';
