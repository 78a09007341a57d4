import type { PageFacts, PageHealth } from '../page-facts';
import type { Resources } from '../pod-settings';

/** What is known of a page that the settings name: where it listens, what it reads and writes, and what it needs. */
export interface PageProfile extends Required<Omit<PageFacts, 'dataPath' | 'health'>>, Pick<PageFacts, 'dataPath'> {
  readonly health: Required<PageHealth>;
  /** Its name for people. */
  readonly title: string;
  readonly port: number;
  /**
   * The variables that move it to another port.
   *
   * @default - it listens on its own port alone
   */
  readonly portVariables?: readonly string[];
  /** The user that its files are readable and writable for. */
  readonly user: number;
  /** The environment that it runs with here, each variable with its reason beside it. The settings may say otherwise. */
  readonly environment: Readonly<Record<string, string>>;
  /**
   * The variables that name the model, for a page that does not ask its server for the name.
   *
   * @default - none
   */
  readonly named?: (model: string) => Readonly<Record<string, string>>;
  /** Variables that have to come from a Secret, and the command that makes the file of each. */
  readonly secrets: Readonly<Record<string, string>>;
  /**
   * Variables that switch its login off, or give an account to everybody who asks, and the value that does.
   *
   * @default - none
   */
  readonly loginOff?: Readonly<Record<string, string>>;
  readonly resources: Resources;
  /** Configuration files that it does not work without, by their paths. The settings may replace them. */
  readonly files: Readonly<Record<string, string>>;
  /** What several pods of it share, where each would keep its own otherwise. */
  readonly shared: SharedState;
}

/** Variables that lead to what the pods share; or no way at all. */
export type SharedState = { readonly variables: readonly string[] } | 'never';

/** For a page that keeps nothing, or keeps it elsewhere already. */
export const nothingToShare: SharedState = { variables: [] };

/** Makes a file of random text without a line break, which would become a part of the value. */
export const randomHex = (file: string, bytes = 32) => `openssl rand -hex ${bytes} | tr -d '\\n' > ${file}`;
