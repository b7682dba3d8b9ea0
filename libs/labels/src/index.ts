export * from './labels.errors.js';
export { LabelsFacade } from './labels.facade.js';
export type { GivenLabel, GivenLabels } from './labels.facade.js';
export { LabelsModule } from './labels.module.js';
export { voidedTags } from './runs/voiding.service.js';
