/** Which files of a workspace nobody means who looks for one. */

/** Names, with `*` for any letters, of what nobody looks for, and of what should not be quoted or sent by a slip of the finger. */
const never = [
  ...['node_modules', '.git', '.hg', '.svn', '__pycache__', '.venv', '*.min.js', '*.map'],
  ...['.env*', '*.pem', '*.key', 'id_rsa*'],
];
const built = ['dist', 'out', 'build', 'target', 'coverage'];

/** A setting of a workspace may be anybody's: longer globs, and those that stand for more, are passed over. */
const longestGlob = 1_000;
const mostChoices = 64;

const neverNames = never.map((name) => new RegExp(`^${name.replaceAll('.', '\\.').replaceAll('*', '.*')}$`));

/** Not even whoever writes the whole path, with `/` between its parts, is offered such a file. */
export const isNeverMeant = (path: string): boolean =>
  path.split('/').some((part) => neverNames.some((name) => name.test(part)));

/** One glob for all of it. `searchExclude` is VS Code's setting of that name, and `more` names what the caller leaves out too. */
export function leftOut(searchExclude: unknown, more: readonly string[] = []): string {
  const set = Object.entries(searchExclude ?? {}).flatMap(([glob, isOn]) =>
    isOn === true ? withoutBraces(glob) : [],
  );
  return `{${[...[...never, ...built, ...more].map((name) => `**/${name}`), ...set].join(',')}}`;
}

/** A glob in braces may hold none, nor a comma. One that is damaged would damage the whole, and is passed over. */
function withoutBraces(glob: string): readonly string[] {
  let globs: readonly string[] = glob.length > longestGlob ? [] : [glob];
  while (globs.length <= mostChoices && globs.some((one) => innermost.test(one)))
    globs = globs.flatMap(chosen);
  return globs.length <= mostChoices && globs.every(isWhole)
    ? globs.map((one) => one.replaceAll(',', '?'))
    : [];
}

const innermost = /^([^[\]]*?)\{([^{}[\]]*)\}(.*)$/;

function chosen(glob: string): readonly string[] {
  const [, before, choices, after] = innermost.exec(glob) ?? [];
  return choices === undefined ? [glob] : choices.split(',').map((choice) => `${before}${choice}${after}`);
}

/** Without a brace, and every bracket has its other half. */
const isWhole = (glob: string): boolean => /^[^[\]{}]*(?:\[[^[\]{}]+\][^[\]{}]*)*$/.test(glob);
