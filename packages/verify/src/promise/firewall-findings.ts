import type { Remark } from './violation';

// What `firewall-policy-means-what-it-says` has to say; see `findings.ts`.

const PROMISE = 'firewall-policy-means-what-it-says';
type Said = Omit<Remark, 'promise'>;

const say = (remark: Said): Remark => ({ promise: PROMISE, ...remark });

export const allowsEverything = (what: string, list: string, because: string) =>
  say({
    code: 'VFY481',
    because: `${list} is a list of what may pass, and ${what} passes too: ${because}`,
    remedy: 'drop by default: `aws:drop_established_app_layer_to_server`, in strict order',
  });

export const passesUnmatched = (what: string, because: string) =>
  say({
    code: 'VFY482',
    because: `rules say what may pass, and ${what}, which none of them means, passes too: ${because}`,
    remedy: 'drop by default: `aws:drop_established_app_layer_to_server`, in strict order',
  });

export const dropsNothing = (because: string) =>
  say({
    code: 'VFY482',
    because: `no rule drops anything, and everything passes: ${because}`,
    remedy: 'say what may pass, and drop the rest by default',
  });

export const neverMatches = (origin: string, what: string, because: string) =>
  say({
    code: 'VFY483',
    because: `${origin} can never match: ${what} is lost while its connection is opened, before the name is known; ${because}`,
    remedy: 'wait for the name: `aws:drop_established_app_layer_to_server` in place of what drops first',
  });

export const refusedDefaults = (because: string, remedy: string) => say({ code: 'VFY484', because, remedy });

export const cannotTell = (because: string) =>
  say({
    code: 'VFY485',
    because,
    remedy: 'verify a plan or a state, where more is known, or put what is missing into the input',
  });

export const homeNetMisses = (origin: string, source: string, home: string) =>
  say({
    code: 'VFY486',
    because: `what comes to the firewall has the source ${source}, and \`$HOME_NET\` of ${origin}, ${home}, does not hold it`,
    remedy:
      'set `HOME_NET` to what the firewall sees: after NAT the blocks of the NAT gateways, otherwise those of the workloads',
  });

export const hiddenByNat = (origin: string, source: string, nat: string) =>
  say({
    code: 'VFY487',
    because: `${origin} is about the source ${source}, which \`${nat}\` has replaced before the firewall sees it: it can never match`,
    remedy: 'put the firewall before NAT, or hold workloads apart by their security groups',
  });

export const groupsRefused = (because: string, remedy: string) => say({ code: 'VFY488', because, remedy });

export const statelessPasses = (because: string, remedy: string) => say({ code: 'VFY489', because, remedy });

export const channelOpen = (what: string, because: string) =>
  say({
    code: 'VFY491',
    because: `rules pass what they name, and ${what}, which carries names past them, passes too: ${because}`,
    remedy: 'drop UDP to ports 443 and 853, TCP to port 853, and queries to resolvers of others',
  });

export const channelPassed = (what: string, rule: string) =>
  say({
    code: 'VFY492',
    because: `${rule} passes ${what}, which carries names past the rules that pass by name`,
    remedy: 'pass it to the addresses that need it alone, or drop it',
  });

export const dropsInSilence = (drop: string, alert: string) =>
  say({
    code: 'VFY493',
    because: `\`${drop}\` drops without a log line, as \`${alert}\` is not beside it`,
    remedy: `add \`${alert}\``,
  });

export const restPasses = () =>
  say({
    code: 'VFY494',
    because: 'rules say what may not pass; what none of them means passes',
    remedy: 'say what may pass, and drop the rest by default',
  });

export const behindUnknown = (because: string) =>
  say({
    code: 'VFY495',
    because,
    remedy: 'verify its policy together with the network, or require the other promises alone',
  });

export const cutRequestLost = (what: string, because: string) =>
  say({
    code: 'VFY496',
    because: `${what} passes in one segment, and ${because}`,
    remedy: 'wait for the name: `aws:drop_established_app_layer_to_server`',
  });
