import { formatProblem } from '@inspected-egress/problem';
import { checkRules, replayPolicy } from '../src/index';
import { describeWithSuricata } from './support/engine';
import { flow, HOME_NET } from './support/flows';

const check = (...rules: string[]): string[] =>
  checkRules(rules.join('\n'), { homeNet: HOME_NET, ipSets: { FRIENDS: ['192.0.2.0/24'] } }).problems.map(
    formatProblem,
  );

const GOOD = [
  'pass tls $HOME_NET any -> $EXTERNAL_NET 443 (ssl_state:client_hello; tls.sni; content:"ipinfo.io"; startswith; nocase; endswith; flow:to_server, established; sid:1; rev:1;)',
  'pass icmp $HOME_NET any -> $EXTERNAL_NET any (geoip:dst,US; sid:2; rev:1;)',
  'pass tcp $HOME_NET any -> @FRIENDS 22 (flow:to_server, established; sid:3;)',
  'alert tls $HOME_NET any -> any any (msg:"a\\; \\"quoted\\" text"; aws_domain_category:Malware; flow:to_server; classtype:policy-violation; sid:4;)',
];

describeWithSuricata('checked rules', () => {
  it('have no problem when the engine loads them, and a type each', () => {
    const { problems, types } = checkRules(GOOD.join('\n'), {
      homeNet: HOME_NET,
      ipSets: { FRIENDS: ['192.0.2.0/24'] },
    });
    expect(problems).toEqual([]);
    expect(Object.fromEntries(types)).toEqual({ 1: 'app_tx', 2: 'pkt', 3: 'pkt', 4: 'app_layer' });
  });

  it('are refused with line and reason when the engine does not know a keyword', () => {
    expect(check('# names', '', ...GOOD, 'pass tls any any -> any any (tls.sin; content:"a"; sid:9;)'))
      .toMatchInlineSnapshot(`
     [
       "line 7: Suricata says \`unknown rule keyword 'tls.sin'.\`; write a rule that the engine loads [LAB201]",
     ]
    `);
  });

  it('are all refused at once, each with its line', () => {
    expect(
      check(
        'permit tcp any any -> any any (sid:1;)',
        'pass tcp any any -> $NOWHERE any (flow:to_server; sid:2;)',
        'pass tcp any any -> @NOWHERE any (flow:to_server; sid:3;)',
        'drop tcp any any -> any any (threshold:type limit, track by_src, count 1, seconds 60; sid:4;)',
        'drop tcp any any -> any any (flow:to_server;)',
        'drop tcp any any -> any any (flow:to_server; sid:4;)',
        'drop tcp any any -> any any',
      ),
    ).toMatchInlineSnapshot(`
     [
       "line 1: \`permit\` is not an action of AWS Network Firewall; use \`pass\`, \`drop\`, \`reject\` or \`alert\` [LAB205]",
       "line 2: Suricata says \`Variable "NOWHERE" is not defined in configuration file\`; write a rule that the engine loads [LAB201]",
       "line 3: address set \`@NOWHERE\` is not defined; give its addresses in \`ipSets\` [LAB209]",
       "line 4: \`threshold\` is not supported by AWS Network Firewall; leave it out [LAB204]",
       "line 5: the rule has no \`sid\`; give it a \`sid\` that is unique in its rule group [LAB207]",
       "line 6: \`sid:4\` is taken by an earlier rule of the group; give each rule of a group a \`sid\` of its own [LAB208]",
       "line 7: \`drop tcp any any -> any any\` is not of the form \`action protocol source port -> destination port (options)\`; write the rule on one line, options in parentheses, each ended by \`;\` [LAB206]",
     ]
    `);
  });

  it.each(['tls.sni; content:"a"', 'ssl_state:client_hello', 'http.host; content:"a"'])(
    'are refused when they ask for the country and for %s at once',
    (options) => {
      const protocol = options.startsWith('http') ? 'http' : 'tls';
      expect(
        check(`pass ${protocol} any any -> any any (geoip:dst,US; ${options}; flow:to_server; sid:1;)`),
      ).toEqual([expect.stringContaining('combines packet specific matches')]);
    },
  );

  it('are refused when the engine only warns', () => {
    expect(check('alert tls any any -> any any (tls.sni; content:"a"; classtype:nonsense; sid:1;)'))
      .toMatchInlineSnapshot(`
     [
       "Suricata warns \`signature sid:1 uses unknown classtype: "nonsense", using default priority 3. This message won't be shown again for this classtype\`; change the rules until it loads them without a word [LAB202]",
     ]
    `);
  });

  it('may not pass by address alone', () => {
    expect(check('pass tcp $HOME_NET any -> 192.0.2.0/24 any (sid:1;)')).toMatchInlineSnapshot(`
     [
       "line 1: pass rule with sid \`1\` is of type \`ip_only\`, so the first packet decides for the whole flow; write \`flow:to_server, established\` on TCP rules, or name a protocol or a port [LAB203]",
     ]
    `);
    expect(check('pass tcp $HOME_NET any -> 192.0.2.0/24 any (flow:to_server, established; sid:1;)')).toEqual(
      [],
    );
  });

  it('are refused when there are none', () => {
    expect(check('# nothing yet')).toEqual([expect.stringContaining('no rules were loaded')]);
    expect(check('permit all')).toEqual([expect.stringContaining('[LAB206]')]);
  });

  it('are refused when the engine cannot run at all', () => {
    const absent = { command: 'no-such-program', version: '7.0.10' };
    expect(checkRules('# nothing', { homeNet: HOME_NET }, absent).problems).toMatchObject([
      { code: 'LAB302' },
    ]);
    expect(() =>
      replayPolicy(
        { ruleGroups: [], homeNet: HOME_NET, defaultAction: 'none' },
        [flow('https', { kind: 'tls', serverName: null })],
        absent,
      ),
    ).toThrow('[LAB302]');
  });
});
