import type { EgressPolicy } from '../model';

/** What `pip install` needs: the index and its files, with their subdomains, over HTTPS; nothing else. */
export function packageIndexPolicy(): EgressPolicy {
  return {
    version: 1,
    name: 'package-index',
    mode: 'enforce',
    sets: {
      'package-index': [
        { name: 'pypi.org' },
        { name: '*.pypi.org' },
        { name: 'pythonhosted.org' },
        { name: '*.pythonhosted.org' },
      ],
    },
    rules: [
      {
        id: 'package-index',
        description: 'Python packages, and not their mirrors',
        destinations: [{ set: 'package-index' }],
        applications: ['https'],
        action: 'pass',
      },
    ],
  };
}
