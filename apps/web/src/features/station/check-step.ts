import type { StationSetup } from './scan-api.js';

/** What a step of the check found; nothing when it was skipped. */
export type StepDone = (found: Partial<StationSetup>) => void;
