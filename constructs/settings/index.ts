/** What settings.ts imports: the types of all that a user may write. */

export type { PrivateSiteSettings } from '../skupper/private-site-settings';
export type { ChatSettings, ExposureSettings } from './chat';
export type { FleetSettings, Settings } from './fleet';
export type { Patch } from './patch';
