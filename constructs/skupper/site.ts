import { Construct } from 'constructs';
import * as skupper from '../../imports/skupper.io';
import { check } from '../checks/check';
import { k8s } from '../common/k8s';
import { keepWhenPruned } from '../common/keep-when-pruned';
import { commonLabels } from '../common/labels';
import { routerName } from './names';
import { linkAccessOf, type SiteSettings, siteSchema } from './site-settings';

/** How Argo CD marks what it applies. */
const trackingAnnotation = 'argocd.argoproj.io/tracking-id';

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
    const { name, edge, highAvailability, sizing, loadBalancerAnnotations } = settings;
    const labels = commonLabels({ name: 'skupper', component: 'site', partOf });
    const linkAccess = linkAccessOf(settings);
    this.acceptsLinks = linkAccess !== 'none';
    const routers = highAvailability ? [routerName, `${routerName}-2`] : [routerName];
    for (const router of loadBalancerAnnotations === undefined ? [] : routers) {
      this.annotate(router, { ...loadBalancerAnnotations }, labels);
    }
    new skupper.Site(this, 'site', {
      metadata: {
        name,
        labels,
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
  /**
   * Has Skupper's controller copy annotations to the Service of a router. It copies all labels and annotations of the
   * ConfigMap, so those that say whose it is are excluded.
   */
  private annotate(router: string, annotations: Record<string, string>, labels: Record<string, string>): void {
    new k8s.KubeConfigMap(this, `${router}-annotations`, {
      metadata: {
        name: `${router}-annotations`,
        labels: { ...labels, 'skupper.io/label-template': 'true' },
        annotations,
      },
      data: { kind: 'Service', name: router, exclude: [...Object.keys(labels), trackingAnnotation].join(',') },
    });
  }
}
