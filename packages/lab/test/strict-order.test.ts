import type { DefaultAction, Probe } from '../src/suricata/default-action';
import { readRuleGroup, type RuleAction } from '../src/suricata/rule';
import { judge, type JudgedPacket, type Judgement } from '../src/suricata/strict-order';

const rules = (...actions: readonly (RuleAction | 'pass, alert' | 'alert, noalert')[]) =>
  readRuleGroup(
    actions
      .map((text, index) => {
        const [action, keyword] = text.split(', ');
        return `${action} tcp any any -> any any (${keyword === undefined ? '' : `${keyword};`} sid:${index + 1};)`;
      })
      .join('\n'),
  ).rules;

const packet = (more: Partial<JudgedPacket>): JudgedPacket => ({
  protocol: 'tcp',
  phase: 'exchange',
  stage: 'data',
  matches: [],
  probes: new Set<Probe>(['toServer']),
  ...more,
});
const syn = (more: Partial<JudgedPacket> = {}): JudgedPacket =>
  packet({ phase: 'handshake', stage: 'SYN', probes: new Set(), ...more });

function verdict(
  declared: ReturnType<typeof rules>,
  packets: readonly JudgedPacket[],
  { defaultAction = 'drop_strict' as DefaultAction, packetRules = [] as number[] } = {},
): Judgement {
  const actsOnPackets = (rule: number): boolean => packetRules.includes(rule);
  return judge({ rules: declared, defaultAction, streamExceptionPolicy: 'drop', actsOnPackets }, packets);
}

describe('strict order', () => {
  it.each([
    [['drop', 'pass'], 'drop'],
    [['pass', 'drop'], 'pass'],
    [['reject', 'pass', 'drop'], 'reject'],
    [['alert', 'pass', 'drop'], 'pass'],
  ] as const)('lets the first match of %j decide: %s', (actions, expected) => {
    const matches = actions.map((_, index) => index);
    expect(verdict(rules(...actions), [packet({ matches })]).verdict).toBe(expected);
  });

  it('reports the alerts declared before the rule that decides, and not those after it', () => {
    const declared = rules('alert', 'alert, noalert', 'pass, alert', 'alert');
    expect(verdict(declared, [packet({ matches: [0, 1, 2, 3] })]).alerts).toEqual([0, 2]);
  });

  it('ends a flow with a pass: no later packet is judged', () => {
    expect(
      verdict(rules('drop', 'pass'), [packet({ matches: [1] }), packet({ matches: [0] })]),
    ).toMatchObject({
      verdict: 'pass',
      rule: 1,
    });
  });

  it('goes on after a handshake that was passed packet by packet', () => {
    const passThenDrop = [syn({ matches: [0] }), packet({ matches: [1] })];
    expect(verdict(rules('pass', 'drop'), passThenDrop, { packetRules: [0] }).verdict).toBe('drop');
    expect(verdict(rules('pass', 'drop'), passThenDrop).verdict).toBe('pass');
  });

  it('takes a pass of one packet after the handshake for a pass of the flow', () => {
    const packets = [packet({ matches: [0] }), packet({ matches: [1] })];
    expect(verdict(rules('pass', 'drop'), packets, { packetRules: [0] }).verdict).toBe('pass');
  });

  it('stops at the first packet that is lost', () => {
    expect(verdict(rules('drop', 'pass'), [syn(), packet({ matches: [1] })])).toMatchObject({
      verdict: 'drop',
      lostAt: 'SYN',
    });
  });

  it('does not judge the close of a connection', () => {
    const packets = [packet({ phase: 'close', stage: 'FIN', matches: [0] })];
    expect(verdict(rules('drop'), packets).verdict).toBe('pass');
  });

  it('says so when the engine itself refused the packet', () => {
    expect(verdict(rules('pass'), [packet({ matches: [0], refusedByEngine: 'stream midstream' })])).toEqual({
      verdict: 'drop',
      alerts: [],
      because: 'stream exception policy (stream midstream)',
      lostAt: 'data',
    });
  });
});

describe('the default action', () => {
  const probes = (...names: Probe[]): Partial<JudgedPacket> => ({ probes: new Set(names) });
  const lostAt = (defaultAction: DefaultAction, ...packets: JudgedPacket[]): string =>
    verdict([], packets, { defaultAction }).lostAt ?? 'nowhere';
  const splitHello = [
    syn(),
    packet({ stage: 'segment 1', ...probes('toServer') }),
    packet({ stage: 'segment 2', ...probes('toServer', 'clientHello') }),
    packet({ stage: 'later', ...probes('toServer') }),
  ];
  const serverFirst = [
    syn(),
    packet({ stage: 'server banner', ...probes('toClient') }),
    packet({ stage: 'client banner', ...probes('toServer', 'otherProtocol') }),
  ];
  const datagram = packet({ protocol: 'udp', stage: 'datagram', ...probes() });

  it.each([
    // action, split ClientHello, server speaks first, UDP
    ['none', 'nowhere', 'nowhere', 'nowhere'],
    ['drop_strict', 'SYN', 'SYN', 'datagram'],
    ['drop_established', 'segment 1', 'client banner', 'datagram'],
    ['drop_established_app_layer', 'segment 2', 'server banner', 'datagram'],
    ['drop_established_app_layer_to_server', 'segment 2', 'client banner', 'datagram'],
  ] as const)('%s loses %s, %s, %s', (action, hello, banner, udp) => {
    expect(lostAt(action, ...splitHello)).toBe(hello);
    expect(lostAt(action, ...serverFirst)).toBe(banner);
    expect(lostAt(action, datagram)).toBe(udp);
  });

  it('applies from when the application is known, also to a later packet', () => {
    const passedHello = [packet({ matches: [], ...probes('clientHello') }), packet({ stage: 'later' })];
    expect(lostAt('drop_established_app_layer_to_server', ...passedHello)).toBe('later');
  });
});
