export { DeskModule } from './desk.module.js';
export { ReachThrottled, ScanIdReused, ScanNotFound, StationNotFound } from './desk.errors.js';
export { AlarmRaised } from './desk.events.js';
export { ScanService } from './scans/scan.service.js';
