export { ADDRESS_BITS, compareAddresses, formatAddress, type Address, type AddressFamily } from './address';
export {
  addressCount,
  compareBlocks,
  containsAddress,
  containsBlock,
  firstAddress,
  formatCidrBlock,
  lastAddress,
  overlaps,
  splitBlock,
  subBlock,
  subBlockCount,
  type CidrBlock,
} from './cidr-block';
export {
  findAddressProblem,
  findCidrBlockProblem,
  parseAddress,
  parseCidrBlock,
  parseCidrBlocks,
} from './parse';
export { AddressSet } from './address-set';
