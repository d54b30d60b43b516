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
