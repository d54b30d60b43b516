import {
  evaluate,
  findPolicyProblems,
  lintPolicy,
  packageIndexPolicy,
  workshopPolicy,
  type Flow,
} from '../src';
import { flow, TODAY } from './support/policies';

const ping = (fields: Partial<Flow>) => flow({ protocol: 'icmp', icmpType: 8, ...fields });
const curl = (host: string) => flow({ port: 80, application: 'http', host });

describe("the workshop's expectations", () => {
  it.each([
    ['ping 8.8.8.8', ping({ destination: '8.8.8.8', country: 'US' }), 'pass'],
    ['ping an address in Germany', ping({ destination: '198.51.100.7', country: 'DE' }), 'drop'],
    ['ping an address of no country', ping({ destination: '198.51.100.7', country: null }), 'drop'],
    ['curl http://ipinfo.io', curl('ipinfo.io'), 'drop'],
    ['curl https://ipinfo.io', flow({ sni: 'ipinfo.io' }), 'pass'],
    ['curl https://www.ipinfo.io', flow({ sni: 'www.ipinfo.io' }), 'drop'],
    ['curl https://example.com', flow({ sni: 'example.com', country: 'US' }), 'drop'],
    [
      'dig @8.8.8.8',
      flow({ protocol: 'udp', port: 53, application: 'dns', queryName: 'ipinfo.io', country: 'US' }),
      'drop',
    ],
  ])('%s: %#', (_, one, verdict) => {
    expect(evaluate(workshopPolicy(), one, { today: TODAY }).verdict).toBe(verdict);
  });
});

describe('pip reaches the index and no mirror', () => {
  it.each([
    ['pypi.org', 'pass'],
    ['files.pythonhosted.org', 'pass'],
    ['test.pypi.org', 'pass'],
    ['pythonhosted.org', 'pass'],
    ['mirror.example', 'drop'],
    ['pypi.org.mirror.example', 'drop'],
    ['notpypi.org', 'drop'],
  ])('https://%s: %s', (sni, verdict) => {
    expect(evaluate(packageIndexPolicy(), flow({ sni }), { today: TODAY }).verdict).toBe(verdict);
  });

  it('nothing by plain HTTP', () => {
    expect(evaluate(packageIndexPolicy(), curl('pypi.org'), { today: TODAY }).verdict).toBe('drop');
  });
});

it.each([workshopPolicy(), packageIndexPolicy()])(
  'a preset is valid, and its only remark is the trust in names',
  (policy) => {
    expect(findPolicyProblems(policy)).toEqual([]);
    expect(lintPolicy(policy, { today: TODAY }).map(({ code }) => code)).toEqual(['POL208']);
  },
);
