export function kept(name: string, key: string): unknown;
export function keep(name: string, key: string, files: readonly string[], begin: number, value: unknown): void;
