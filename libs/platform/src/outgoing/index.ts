export { isLoopbackHost, isPublicAddress } from './address.rules.js';
export { Outgoing, OutgoingRefused } from './outgoing.js';
export type { OutgoingCall, OutgoingReason } from './outgoing.js';
