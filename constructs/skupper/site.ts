import { Construct } from 'constructs';
import * as skupper from '../../imports/skupper.io';
import { check } from '../checks/check';
import { keepWhenPruned } from '../common/keep-when-pruned';
import { commonLabels } from '../common/labels';
import { linkAccessOf, type SiteSettings, siteSchema } from './site-settings';

export interface SiteProps extends SiteSettings {
  /** The chat that the Site belongs to. */
  readonly partOf: string;
}

/** Makes the Skupper Site of a public cluster. */
export class Site extends Construct {
  /** Whether other sites can link to this one. */
  readonly acceptsLinks: boolean;

  /** @throws SettingsError for every broken rule of the settings. */
  constructor(scope: Construct, id: string, props: SiteProps) {
    const { partOf, ...settings } = props;
    check(siteSchema, settings, 'site');
    super(scope, id);
    const { name, edge, highAvailability, sizing } = settings;
    const linkAccess = linkAccessOf(settings);
    this.acceptsLinks = linkAccess !== 'none';
    new skupper.Site(this, 'site', {
      metadata: {
        name,
        labels: commonLabels({ name: 'skupper', component: 'site', partOf }),
        annotations: keepWhenPruned,
      },
      spec: {
        linkAccess: linkAccess === 'none' ? undefined : linkAccess,
        edge: edge || undefined,
        ha: highAvailability || undefined,
        settings: sizing === undefined ? undefined : { size: sizing },
      },
    });
  }
}
