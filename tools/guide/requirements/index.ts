import type { Requirement, RequirementId, RequirementOf } from '../../../constructs/common/requirement';
import type { ExpectedChat } from '../../command/chats';
import { words } from '../language';
import type { Part } from '../step';
import { balancerEntries } from './balancer';
import { dnsEntries } from './dns';
import type { Entries } from './entry';
import { gatewayEntries } from './gateway';
import { ingressEntries } from './ingress';
import { issuerEntries } from './issuer';
import { podEntries } from './pods';
import { secretEntries } from './secrets';
import { skupperEntries } from './skupper';

/** Every kind of requirement, so that none is without its steps. */
const entries: Entries<RequirementId> = {
  ...skupperEntries,
  ...podEntries,
  ...balancerEntries,
  ...ingressEntries,
  ...gatewayEntries,
  ...dnsEntries,
  ...issuerEntries,
  ...secretEntries,
};

/** A requirement with its heading and all that is done about it. */
export function requirementPart(requirement: Requirement, chat: ExpectedChat): Part {
  return partOf(requirement as RequirementOf<RequirementId>, chat);
}

function partOf<Id extends RequirementId>({ id, facts, what, why }: RequirementOf<Id>, chat: ExpectedChat): Part {
  const entry = entries[id];
  const [portugueseWhat, portugueseWhy] = entry.portuguese(facts, chat);
  return {
    title: words(sentence(what, ''), portugueseWhat),
    steps: [{ say: words(sentence(why), sentence(portugueseWhy)) }, ...entry.steps(facts, chat)],
  };
}

function sentence(text: string, end = '.'): string {
  const first =
    /^(cert-manager|metrics-server|kube)/.test(text) || /^\S+\.\S+/.test(text) ? text[0] : text[0]?.toUpperCase();
  return `${first}${text.slice(1)}${end}`;
}
