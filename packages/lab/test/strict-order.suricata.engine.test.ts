import { replayPolicy, type ReplayedPolicy } from '../src/index';
import { describeWithSuricata } from './support/engine';
import { DE_SERVER, EVERY_REQUEST, flow, HOME_NET } from './support/flows';

const TLS = 'tls $HOME_NET any -> $EXTERNAL_NET any';

function verdictsOf(
  rules: string | readonly string[],
  names: readonly string[],
  more: Partial<ReplayedPolicy> = {},
): Record<string, object> {
  const flows = names.map((name) => flow(name, EVERY_REQUEST[name] ?? { kind: 'icmp' }));
  const ruleGroups = typeof rules === 'string' ? [rules] : rules;
  const policy = {
    ruleGroups,
    homeNet: HOME_NET,
    defaultAction: 'drop_established_app_layer_to_server',
    ...more,
  } as const;
  return Object.fromEntries(
    replayPolicy(policy, flows).map(({ flow: name, verdict, sid, alerts }) => [
      name,
      { verdict, sid, alerts },
    ]),
  );
}

describeWithSuricata('strict order, replayed', () => {
  const passOne = `pass ${TLS} (tls.sni; content:"ipinfo.io"; endswith; flow:to_server, established; sid:2;)`;
  const dropAll = `drop ${TLS} (tls.sni; content:"."; flow:to_server, established; sid:1;)`;

  it('drops where upstream would pass, because the drop is declared first', () => {
    expect(verdictsOf(`${dropAll}\n${passOne}`, ['https'])).toEqual({
      https: { verdict: 'drop', sid: 1, alerts: [] },
    });
  });

  it('passes when the pass is declared first, and drops what it does not match', () => {
    expect(verdictsOf(`${passOne}\n${dropAll}`, ['https', 'DNS over HTTPS'])).toEqual({
      https: { verdict: 'pass', sid: 2, alerts: [] },
      'DNS over HTTPS': { verdict: 'drop', sid: 1, alerts: [] },
    });
  });

  it('rejects before a pass of a later group, whose sid may be the same', () => {
    const reject = `reject ${TLS} (tls.sni; content:"ipinfo.io"; flow:to_server, established; sid:2;)`;
    expect(verdictsOf([reject, passOne], ['https'])).toEqual({
      https: { verdict: 'reject', sid: 2, alerts: [] },
    });
  });

  it('reports alerts up to the decision, and the alert of a pass that asks for one', () => {
    const alert = (sid: number): string =>
      `alert ${TLS} (tls.sni; content:"ipinfo"; flow:to_server, established; sid:${sid};)`;
    const loudPass = passOne.replace('sid:2;', 'alert; sid:2;');
    expect(verdictsOf([alert(7), loudPass, alert(8)].join('\n'), ['https'])).toEqual({
      https: { verdict: 'pass', sid: 2, alerts: [7, 2] },
    });
  });

  it('keeps deciding after a pass of the handshake alone', () => {
    const handshake = 'pass tcp $HOME_NET any <> $EXTERNAL_NET any (flow:not_established; sid:9;)';
    const names = ['https', 'DNS over HTTPS'];
    expect(verdictsOf(`${handshake}\n${passOne}`, names, { defaultAction: 'drop_established' })).toEqual({
      https: { verdict: 'pass', sid: 2, alerts: [] },
      'DNS over HTTPS': { verdict: 'drop', sid: undefined, alerts: [] },
    });
  });

  it('sees every one of many rules that match one packet, and refuses to guess beyond what the engine reports', () => {
    const alerts = (count: number): string[] =>
      Array.from(
        { length: count },
        (_, index) =>
          `alert ${TLS} (tls.sni; content:"ipinfo"; flow:to_server, established; sid:${index + 10};)`,
      );
    const { https } = verdictsOf([...alerts(200), passOne].join('\n'), ['https']) as {
      https: { sid: number; alerts: number[] };
    };
    expect({ sid: https.sid, alerts: https.alerts.length }).toEqual({ sid: 2, alerts: 200 });
    expect(() => verdictsOf([...alerts(300), passOne].join('\n'), ['https'])).toThrow('[LAB303]');
  });

  it('follows references to address sets', () => {
    const rule = 'pass tcp $HOME_NET any -> @FRIENDS 443 (flow:to_server, established; sid:3;)';
    const reach = (server: string): object =>
      verdictsOf(rule, ['bytes on 443'], { ipSets: { FRIENDS: [`${server}/32`] } });
    expect(reach('8.8.8.8')).toEqual({ 'bytes on 443': { verdict: 'pass', sid: 3, alerts: [] } });
    expect(reach(DE_SERVER)).toMatchObject({ 'bytes on 443': { sid: undefined } });
  });

  it('recognises QUIC by the server name inside its encrypted first packet', () => {
    const rule = 'pass quic $HOME_NET any -> $EXTERNAL_NET 443 (quic.sni; content:"ipinfo.io"; sid:4;)';
    expect(verdictsOf(rule, ['quic', 'UDP on 443'])).toEqual({
      quic: { verdict: 'pass', sid: 4, alerts: [] },
      'UDP on 443': { verdict: 'drop', sid: undefined, alerts: [] },
    });
  });

  it('recognises DNS by the name asked, over UDP and TCP', () => {
    const rule = 'pass dns $HOME_NET any -> $EXTERNAL_NET 53 (dns.query; content:"ipinfo.io"; sid:5;)';
    expect(verdictsOf(rule, ['dns over UDP', 'dns over TCP', 'ntp'])).toEqual({
      'dns over UDP': { verdict: 'pass', sid: 5, alerts: [] },
      'dns over TCP': { verdict: 'pass', sid: 5, alerts: [] },
      ntp: { verdict: 'drop', sid: undefined, alerts: [] },
    });
  });

  it('treats TCP without a handshake as the stream exception policy says', () => {
    const pass = 'pass tcp $HOME_NET any -> $EXTERNAL_NET 443 (flow:to_server; sid:6;)';
    const verdict = (streamExceptionPolicy: 'drop' | 'reject' | 'continue'): object =>
      verdictsOf(pass, ['midstream bytes on 443'], { streamExceptionPolicy });
    expect(verdict('drop')).toMatchObject({ 'midstream bytes on 443': { verdict: 'drop' } });
    expect(verdict('reject')).toMatchObject({ 'midstream bytes on 443': { verdict: 'reject' } });
    expect(verdict('continue')).toMatchObject({ 'midstream bytes on 443': { verdict: 'pass', sid: 6 } });
  });

  it('obeys a pass that logs nothing', () => {
    expect(verdictsOf(passOne.replace('sid:2;', 'noalert; sid:2;'), ['https'])).toEqual({
      https: { verdict: 'pass', sid: 2, alerts: [] },
    });
  });

  it('judges flows with the same ports apart', () => {
    const both = [
      flow('query', { kind: 'dns', queryName: 'ipinfo.io' }),
      flow('something else', { kind: 'udp', port: 53, payload: 'no query' }),
    ].map((each) => ({ ...each, clientPort: 5000 }));
    const policy = {
      ruleGroups: ['pass dns any any -> any 53 (sid:1;)'],
      homeNet: HOME_NET,
      defaultAction: 'drop_established_app_layer_to_server',
    } as const;
    expect(replayPolicy(policy, both).map(({ verdict }) => verdict)).toEqual(['pass', 'drop']);
  });

  it('judges flows between the same two addresses apart', () => {
    expect(
      verdictsOf('pass icmp any any -> any any (itype:8; sid:1;)', ['ping', 'destination unreachable']),
    ).toEqual({
      ping: { verdict: 'pass', sid: 1, alerts: [] },
      'destination unreachable': { verdict: 'drop', sid: undefined, alerts: [] },
    });
  });

  it('refuses to replay rules that do not load, with the group and the line', () => {
    const broken = `${passOne}\npass ${TLS} (tls.sin; content:"a"; sid:3;)`;
    expect(() => verdictsOf([passOne, broken], ['https'])).toThrow(/ruleGroups\[1\] line 2: .*tls\.sin/);
  });
});
