export { writeAddress } from './address';
export { breakWorld } from './break-world';
export { Dice } from './dice';
export { maskJoinedWorld, maskWorld } from './mask-world';
export { PacketSimulator } from './packet-simulator';
export {
  opinionBetween,
  opinionOf,
  PACKET_PROMISES,
  type Opinion,
  type PacketPromise,
} from './promise-opinion';
export { SENSELESS_SUBNETS, senselessWorld } from './senseless-world';
export { sensibleWorld } from './sensible-world';
export { isAnswered } from './simulated-dns';
export type { SimulatedCrossing, SimulatedFlow, SimulatedService, SimulatedWay } from './simulated-flow';
export { deniesSome } from './simulated-acl';
export { joinedWorld } from './joined-world';
export { breakJoinedWorld } from './break-joined-world';
export { senselessJoinedWorld } from './senseless-joined-world';
export { World } from './world';
export { worthSending } from './worth-sending';
