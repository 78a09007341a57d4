import { type Schema, value } from '../checks/check';
import { suggestion } from '../checks/values';
import { closest, either } from '../checks/wording';
import { type AcceptableWarningId, acceptableWarningIds, type Warning } from '../common/warning';

/** The id of a warning, wherever it comes, or the id and the setting that it may come of: `plain-http exposure.gateway`. */
export type AcceptedWarning = AcceptableWarningId | `${AcceptableWarningId} ${string}`;

export const acceptanceSchema: Schema<AcceptedWarning> = value(
  'known here',
  either(acceptableWarningIds),
  (input) =>
    typeof input === 'string' &&
    /^\S+( \S+)?$/.test(input) &&
    (acceptableWarningIds as readonly string[]).includes(partsOf(input).id),
  (text) => suggestion(closest(partsOf(text).id, acceptableWarningIds)),
);

/** The warnings that are not accepted, and one for each acceptance whose warning does not come. */
export function withoutAccepted(warnings: readonly Warning[], accepted: readonly AcceptedWarning[]): Warning[] {
  return [
    ...warnings.filter((warning) => !accepted.some((acceptance) => isAccepted(warning, acceptance))),
    ...accepted.flatMap((acceptance, index) =>
      warnings.some((warning) => isAccepted(warning, acceptance)) ? [] : unused(acceptance, index, warnings),
    ),
  ];
}

function partsOf(acceptance: string): { readonly id: string; readonly path: string } {
  const [id = '', path = ''] = acceptance.split(' ');
  return { id, path };
}

function isAccepted(warning: Warning, acceptance: AcceptedWarning): boolean {
  const { id, path } = partsOf(acceptance);
  const rest = warning.path.startsWith(path) ? warning.path.slice(path.length) : undefined;
  return warning.id === id && (path === '' || (rest !== undefined && /^($|[.[])/.test(rest)));
}

function unused(acceptance: AcceptedWarning, index: number, warnings: readonly Warning[]): Warning[] {
  const elsewhere = warnings.find(({ id }) => id === partsOf(acceptance).id);
  const remedy = elsewhere === undefined ? 'leave it out' : `it comes for ${elsewhere.path}`;
  return [
    {
      id: 'unused-acceptance',
      path: `acceptedWarnings[${index}]`,
      message: `"${acceptance}" does not come; ${remedy}`,
    },
  ];
}
