import type { RequirementFacts, RequirementId } from '../../../constructs/common/requirement';
import type { ExpectedChat } from '../../command/chats';
import type { Step } from '../step';

/** What the guide says of one kind of requirement. Its English title and reason are the requirement's own. */
export interface Entry<Id extends RequirementId> {
  /** The title and the reason in Portuguese. */
  readonly portuguese: (facts: RequirementFacts[Id], chat: ExpectedChat) => readonly [what: string, why: string];
  readonly steps: (facts: RequirementFacts[Id], chat: ExpectedChat) => readonly Step[];
}

export type Entries<Id extends RequirementId> = { readonly [One in Id]: Entry<One> };
