/**
 * Channels that carry names past whoever reads them: what no rule of the policy permits is dropped in any case, and these
 * rules, last of all, say in the log which channel it was.
 */
import type { Signature } from './signature';

type Channel = Pick<Signature, 'key' | 'protocol' | 'port' | 'options' | 'message'>;

/**
 * Public resolvers that answer DNS over HTTPS, each with its subdomains: those that Chromium knows
 * (`net/dns/public/doh_provider_entry.cc` at 0297de7cbfef), and those of AdGuard's page "Known DNS providers" and of
 * their operators' documents that are reachable worldwide; all read on 2026-11-22. No list is complete, and none needs to
 * be: it names in the log what is dropped anyway.
 */
export const DNS_OVER_HTTPS_NAMES: readonly string[] = [
  'adguard-dns.com',
  'cleanbrowsing.org',
  'cloudflare-dns.com',
  'controld.com',
  'dns.alidns.com',
  'dns.google',
  'dns.google.com',
  'dns.levonet.sk',
  'dns.nextdns.io',
  'dns.sb',
  'doh-01.spectrum.com',
  'doh-02.spectrum.com',
  'doh.cox.net',
  'doh.familyshield.opendns.com',
  'doh.opendns.com',
  'doh.quickline.ch',
  'doh.xfinity.com',
  'joindns4.eu',
  'mullvad.net',
  'odvr.nic.cz',
  'one.one.one.one',
  'public.dns.iij.jp',
  'quad9.net',
];

const CHANNELS: readonly Channel[] = [
  { key: 'quic', protocol: 'udp', port: '443', options: ['flow:to_server'], message: 'QUIC' },
  { key: 'doq', protocol: 'udp', port: '853', options: ['flow:to_server'], message: 'DNS over QUIC' },
  {
    key: 'dot',
    protocol: 'tcp',
    port: '853',
    options: ['flow:to_server, established'],
    message: 'DNS over TLS',
  },
  ...DNS_OVER_HTTPS_NAMES.map((name) => ({
    key: `doh/${name}`,
    protocol: 'tls',
    port: '443',
    options: [
      'ssl_state:client_hello',
      'tls.sni',
      'dotprefix',
      `content:".${name}"`,
      'nocase',
      'endswith',
      'flow:to_server, established',
    ],
    message: `DNS over HTTPS at ${name}`,
  })),
];

/** In `monitor` what is dropped elsewhere passes, and the log says so. */
export function closedChannels(mode: 'enforce' | 'monitor'): readonly Signature[] {
  return CHANNELS.map((channel) => ({
    ...channel,
    // No rule of a policy has an empty id.
    key: `/closed/${channel.key}`,
    action: mode === 'enforce' ? 'drop' : 'pass',
    source: '$HOME_NET',
    destination: 'any',
    message:
      mode === 'enforce' ? `closed: ${channel.message}` : `monitor: ${channel.message} would be closed`,
  }));
}
