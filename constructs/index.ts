/** What an App of your own uses: a chat's constructs, its settings, and what is told of it. */
export { type Problem, SettingsError } from './checks/problem';
export type { Requirement } from './common/requirement';
export type { Warning, WarningId } from './common/warning';
export type { AddressObject, ChatAddress } from './finished/addresses';
export type { KubeObject, Manifest, Side } from './finished/kube-object';
export { PrivateSite, type PrivateSiteProps } from './private-site';
export { PublicSite } from './public-site';
export type * from './settings';
