import { findMissingAwsCli, findMissingMoto } from '../src';

it('says what is missing on a machine without Python', () => {
  expect(findMissingMoto('no-such-python')).toBe('no-such-python is not on the PATH');
});

it('says how to get moto where Python has none', () => {
  expect(findMissingMoto('false')).toBe("false cannot import moto.server; pip install 'moto[server]==5.2.1'");
});

it('says how to get the AWS CLI where there is none', () => {
  expect(findMissingAwsCli('no-such-aws')).toBe(
    "no-such-aws is not on the PATH; pip install 'awscli==1.45.11'",
  );
});
