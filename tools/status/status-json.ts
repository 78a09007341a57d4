import type { ChatStatus } from './chat-status';

/** What `--json` prints. A field that is there keeps its meaning while the version is the same; docs/status.md has them. */
export interface StatusJson {
  readonly version: 1;
  readonly exitCode: number;
  readonly chats: readonly ChatStatus[];
  /** Why nothing was seen; there is no chat then. */
  readonly error?: string;
}

/** As JSON, with all that could do something on a terminal escaped. */
export function jsonOf(status: StatusJson): string {
  return JSON.stringify(status, null, 2).replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
