import type { JsonObject, World } from '../src';
import { offlineOverride } from '../src/offline-override';
import { moduleJson, planGroups, rootJson } from '../src/plan-groups';

const provider = { aws: [{ region: 'us-east-1' }] };
const world = (name: string, workspace = 'dev', json: JsonObject = { provider }): World => ({
  name,
  workspace,
  json,
});
const names = (worlds: readonly World[]) =>
  planGroups(worlds).map((group) => group.worlds.map(({ name }) => name));

describe('worlds planned together', () => {
  it('share workspace and provider configuration', () => {
    const ireland = { provider: { aws: [{ region: 'eu-west-1' }] } };
    const worlds = [world('a'), world('b', 'prod'), world('c'), world('d', 'dev', ireland)];
    expect(names(worlds)).toEqual([['a', 'c'], ['b'], ['d']]);
  });

  it('exclude a world that cannot be a child module', () => {
    const two = { provider: { aws: [{ region: 'us-east-1' }, { region: 'eu-west-1', alias: 'eu' }] } };
    expect(names([world('a', 'dev', two), world('b'), world('c', 'dev', two)])).toEqual([
      ['a'],
      ['b'],
      ['c'],
    ]);
  });

  it('give the root the variables that their provider refers to', () => {
    const json = {
      provider: { aws: [{ default_tags: [{ tags: { Workspace: '${var.workspace}' } }] }] },
      variable: { workspace: { default: 'dev' } },
    };
    expect(rootJson({ workspace: 'dev', worlds: [world('a', 'dev', json)] })).toMatchObject(json);
  });

  it('are refused when a name is no module name, or is given twice', () => {
    expect(() => planGroups([world('dev/a')])).toThrow('`dev/a` cannot name a Terraform module');
    expect(() => planGroups([world('a'), world('a')])).toThrow('two worlds are named `a`');
  });

  it('leave backend, cloud and provider to the root', () => {
    const aws = { source: 'hashicorp/aws', version: '5.100.0' };
    const json = {
      terraform: { required_providers: { aws }, backend: { s3: {} }, cloud: {} },
      provider,
      resource: { aws_vpc: {} },
    };
    expect(moduleJson(json)).toEqual({
      terraform: { required_providers: { aws } },
      resource: { aws_vpc: {} },
    });
    expect(rootJson({ workspace: 'dev', worlds: [world('a', 'dev', json)] })).toEqual({
      terraform: { required_providers: { aws } },
      provider,
      module: { a: { source: './a' } },
    });
  });
});

describe('the offline override', () => {
  it('replaces any backend by a local one', () => {
    expect(offlineOverride({ terraform: { cloud: {} } })).toEqual({ terraform: { backend: { local: {} } } });
  });

  it('disarms every provider configuration, its account guard and its role', () => {
    const assumed = {
      region: 'us-east-1',
      allowed_account_ids: ['111111111111'],
      assume_role: [{ role_arn: 'arn' }],
    };
    const override = offlineOverride({ provider: { aws: [assumed, { alias: 'eu' }] } });
    expect(override['provider']).toEqual({
      aws: [
        expect.objectContaining({
          skip_requesting_account_id: true,
          allowed_account_ids: null,
          assume_role: [{}],
        }),
        expect.objectContaining({ alias: 'eu', access_key: 'offline' }),
      ],
    });
  });
});
