import { onCluster, type Requirement } from '../../common/requirement';
import { cloudProfiles } from '../../exposure/cloud-profiles';
import { type FinishedChat, ofKind } from '../finished-chat';

export function loadBalancerRequirements(chat: FinishedChat): Requirement[] {
  const aws = cloudProfiles['aws-load-balancer-controller'].classNames ?? [];
  return ofKind(chat, 'Service')
    .filter(({ spec }) => spec.type === 'LoadBalancer')
    .map(({ metadata, spec }) => {
      const byAwsController = aws.includes(spec.loadBalancerClass);
      return onCluster(
        'load balancer',
        { service: metadata.name, byAwsController },
        byAwsController ? 'the AWS Load Balancer Controller' : `a load balancer for the Service "${metadata.name}"`,
        'the address comes from it',
      );
    });
}
