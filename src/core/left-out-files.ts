/** Which files of a workspace nobody means who looks for one, as globs. */

/** What nobody looks for by name, and what should not be quoted or sent by a slip of the finger. */
const never = [
  ...['node_modules', '.git', '.hg', '.svn', '__pycache__', '.venv', '*.min.js', '*.map'],
  ...['.env*', '*.pem', '*.key', 'id_rsa*'],
];
const built = ['dist', 'out', 'build', 'target', 'coverage'];

const anywhere = (names: readonly string[]): readonly string[] => names.map((name) => `**/${name}`);
const oneOf = (globs: readonly string[]): string => `{${globs.join(',')}}`;

export const neverMeant = oneOf(anywhere(never));

/** `searchExclude` is VS Code's setting of that name, and `more` names what the caller leaves out besides. */
export function leftOut(searchExclude: unknown, more: readonly string[] = []): string {
  const set = Object.entries(searchExclude ?? {}).flatMap(([glob, isOn]) =>
    isOn === true ? withoutBraces(glob) : [],
  );
  return oneOf([...anywhere([...never, ...built, ...more]), ...set]);
}

/** A glob in braces may hold none. */
function withoutBraces(glob: string): readonly string[] {
  const [, before, choices, after] = /^(.*?)\{([^{}]*)\}(.*)$/.exec(glob) ?? [];
  if (choices === undefined) return [glob];
  return choices.split(',').flatMap((choice) => withoutBraces(`${before}${choice}${after}`));
}
