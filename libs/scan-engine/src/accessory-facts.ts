/** A line of a loan that is over, of which something is still out. */
export interface OwedLine {
  lineId: string;
  /** With the number, when more than one is owed. */
  name: string;
  kind: string;
  /** Of the device that it went with. */
  tag: string;
}

/** A tagged accessory, and whoever gets it or brings it. */
export interface AccessoryFit {
  typeId: string;
  type: string;
  /** What comes with their devices, of its kind. */
  expected: string[];
  /** One of their devices takes it. */
  fits: boolean;
  /** It is the one of a line of their loans: they had it, and bring it. */
  linked: boolean;
  /** What they owe of its kind. `how` null: the device of the line does not take it. */
  owed: { lineId: string; name: string; tag: string; how: 'returned' | 'substitute' | null } | null;
}

/**
 * What a key asks of a line. `line`: it came. `other`: another one came, which? `type`: that one. `accept`: it is taken all the same.
 * `tag`: the tagged one of the answered row is.
 */
export type Ask = 'line' | 'other' | 'type' | 'accept' | 'tag';

export interface AccessoryQuestion {
  ask: Ask;
  lineId: string;
  expected: string;
  tag: string;
  /** Its loan is over and it is still out. */
  owed: boolean;
  /** Names of what the model takes instead. */
  fits: string[];
  typeId: string | null;
  /** The type that came; null: none of the catalogue. */
  came: string | null;
  cameFits: boolean;
  /** Others of its kind, those that fit first. */
  types: { id: string; name: string }[];
  /** The return that brought it; null when its loan was over before. */
  root: string | null;
}
