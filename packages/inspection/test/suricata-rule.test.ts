import { readRule, ruleLines, variablesOf } from '../src/plan/suricata-rule';

describe('the lines of a rule text', () => {
  it('blank lines and comments are no rules, and lines are counted as editors count them', () => {
    expect(ruleLines('\n# first\n  pass a (sid:1;)  \r\n\n#\ndrop b (sid:2;)')).toEqual([
      { number: 3, text: 'pass a (sid:1;)' },
      { number: 6, text: 'drop b (sid:2;)' },
    ]);
  });
});

describe('a rule', () => {
  it('has seven header fields and options', () => {
    expect(readRule('pass tls $HOME_NET any -> $EXTERNAL_NET 443 (tls.sni; content:"a"; sid:1;)')).toEqual({
      action: 'pass',
      protocol: 'tls',
      source: '$HOME_NET',
      sourcePort: 'any',
      direction: '->',
      destination: '$EXTERNAL_NET',
      destinationPort: '443',
      options: [{ keyword: 'tls.sni' }, { keyword: 'content', value: '"a"' }, { keyword: 'sid', value: '1' }],
    });
  });

  it('may hold lists with spaces', () => {
    const rule = readRule('drop ip [10.0.0.0/8, !10.1.0.0/16] any -> !$HOME_NET [80, 443] (sid:1;)');
    expect(rule).toMatchObject({ source: '[10.0.0.0/8, !10.1.0.0/16]', destinationPort: '[80, 443]' });
  });

  it('may hold a semicolon in a value, and parentheses', () => {
    const rule = readRule(String.raw`alert http any any -> any any (content:"a\;b)("; sid:1;)`);
    expect(rule).toMatchObject({
      options: [{ keyword: 'content', value: String.raw`"a\;b)("` }, { keyword: 'sid' }],
    });
  });

  it('names variables, each once, and knows ports from addresses', () => {
    const rule = readRule('pass tcp [$A,!$B] any -> $A $PORTS (sid:1;)');
    expect('unreadable' in rule ? rule : variablesOf(rule)).toEqual({
      addresses: ['A', 'B'],
      ports: ['PORTS'],
    });
  });

  it.each([
    ['pass tls any any -> any any', 'has no options in parentheses'],
    ['pass tls any any -> any any (sid:1;', 'does not end with `)`'],
    ['pass tls any any -> any (sid:1;)', 'has a header of other than seven fields'],
    ['pass tls any any <- any any (sid:1;)', 'has the direction `<-`'],
    ['pass tls any any -> any any (sid:1)', 'has a last option that does not end with `;`'],
    ['allow everything', 'has no options in parentheses'],
  ])('%s is not one', (text, unreadable) => {
    expect(readRule(text)).toEqual({ unreadable });
  });
});
