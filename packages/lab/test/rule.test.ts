import { formatProblem } from '@inspected-egress/problem';
import { readRuleGroup } from '../src/suricata/rule';
import { engineRules } from '../src/suricata/engine-rules';

describe('a rule', () => {
  it('is read without being misled by what stands in quotes or is escaped', () => {
    const { rules, problems } = readRuleGroup(
      '\n# pass all\npass tls $A any -> ![1.2.3.4, 1.2.3.5] 443 (msg:"a\\; sid:9\\; \\"b; (c)"; tls.sni; content:"x|3b|"; sid:7;)',
    );
    expect(problems).toEqual([]);
    expect(rules).toEqual([
      {
        line: 3,
        action: 'pass',
        header: 'tls $A any -> ![1.2.3.4, 1.2.3.5] 443',
        sid: 7,
        options: [
          { keyword: 'msg', text: 'msg:"a\\; sid:9\\; \\"b; (c)"' },
          { keyword: 'tls.sni', text: 'tls.sni' },
          { keyword: 'content', text: 'content:"x|3b|"' },
          { keyword: 'sid', text: 'sid:7' },
        ],
      },
    ]);
  });

  it('may share its sid with a rule of another group, but not of its own', () => {
    const rule = 'pass tcp any any -> any any (sid:1;)';
    expect(readRuleGroup(`${rule}\n${rule}`, 'ruleGroups[0]').problems.map(formatProblem)).toEqual([
      'ruleGroups[0] line 2: `sid:1` is taken by an earlier rule of the group; give each rule of a group a `sid` of its own [LAB208]',
    ]);
    expect(readRuleGroup(rule).problems).toEqual([]);
  });

  it('becomes an alert numbered by its place, followed by its IPv6 twin and the probes', () => {
    const { rules } = readRuleGroup(
      'drop ip any any -> @LIST any (geoip:dst,US; noalert; sid:70; rev:3;)\nreject tcp any any -> $B 1 (sid:60;)',
    );
    const texts = engineRules(rules).map(({ text }) => text);
    expect(texts.slice(0, 3)).toEqual([
      'alert ip any any -> $LIST any (geoip:dst,US; sid:1; rev:1;)',
      'alert tcp any any -> $B 1 ( sid:2; rev:1;)',
      'alert ip any any -> $LIST any ( sid:3; rev:1;)',
    ]);
    expect(texts).toHaveLength(8);
  });
});
