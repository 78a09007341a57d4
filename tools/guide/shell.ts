/** A variable as a word of a command, which does not run while the variable is empty: what follows could be meant for another thing. */
export function given(variable: string): string {
  return `"\${${variable}:?}"`;
}

/** Asks for a value. It stands last in what is pasted together. */
export function asked(question: string, variable: string): string {
  return `printf '%s' '${question}: ' && read -r ${variable}`;
}

/** Applies a manifest that stands in the guide itself. */
export function applied(manifest: string): string {
  return `kubectl apply -f - <<EOF\n${manifest.trim()}\nEOF`;
}

/** The context of a command's cluster, where there are several. */
export function inContext(command: string, variable: string): string {
  const context = given(variable);
  return command
    .replace(/(^ *|[|&{(] ?)(kubectl|oc) /gm, (_, before, program) => `${before}${program} --context ${context} `)
    .replace(/(^ *|[|&{(] ?)helm /gm, (_, before) => `${before}helm --kube-context ${context} `)
    .replace(/\bskupper (token issue|link generate) /g, (_, what) => `skupper ${what} --context ${context} `)
    .replace(/\bnpm run status -- /g, (found) => `${found}--context ${context} `);
}
