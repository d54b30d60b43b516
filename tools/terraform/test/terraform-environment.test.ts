import { terraformEnvironment } from '../src/scratch';

const inherited = {
  PATH: '/bin',
  AWS_PROFILE: 'production',
  AWS_ACCESS_KEY_ID: 'AKIA',
  TF_WORKSPACE: 'mine',
  TF_CLI_ARGS_plan: '-destroy',
  TF_PLUGIN_CACHE_DIR: '/cache',
};

describe('the environment of an offline terraform', () => {
  it('holds no credentials and no arguments of the user', () => {
    const env = terraformEnvironment(inherited, { workspace: 'dev' });
    expect(Object.keys(env)).not.toEqual(expect.arrayContaining(['AWS_PROFILE']));
    expect(env).not.toHaveProperty('AWS_ACCESS_KEY_ID');
    expect(env).not.toHaveProperty('TF_CLI_ARGS_plan');
    expect(env).toMatchObject({ PATH: '/bin', TF_WORKSPACE: 'dev', TF_INPUT: '0', CHECKPOINT_DISABLE: '1' });
  });

  it('drops a TF_CLI_CONFIG_FILE that is not there, because terraform warns about it', () => {
    expect(terraformEnvironment({ ...inherited, TF_CLI_CONFIG_FILE: '/not/there' }, {})).not.toHaveProperty(
      'TF_CLI_CONFIG_FILE',
    );
  });

  it('keeps a TF_CLI_CONFIG_FILE that is there, unless a mirror needs its own', () => {
    const env = { ...inherited, TF_CLI_CONFIG_FILE: __filename };
    expect(terraformEnvironment(env, {})).toMatchObject({ TF_CLI_CONFIG_FILE: __filename });
    expect(terraformEnvironment(env, { cliConfig: '/scratch/cli.tfrc' })).toMatchObject({
      TF_CLI_CONFIG_FILE: '/scratch/cli.tfrc',
    });
  });
});
