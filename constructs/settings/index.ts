/** What settings.ts imports: the types of all that a user may write. */
export type { ChatSettings, ExposureSettings } from './chat';
export type { FleetSettings, Settings } from './fleet';
export type { Patch } from './patch';
export type { PrivateSiteSettings } from './private-site';
