/** Shell commands in a line of the memory that nobody wrote. */
import { commandTokens, withoutEnd } from './gate-command-lines.ts';
import type { Witness } from './gate-witness.ts';
import { gap, type SiftedLine } from './sifted-line.ts';

const programs =
  '(?:sudo|doas|nohup|rm|rmdir|mv|cp|dd|mkfs|chmod|chown|kill|pkill|killall|curl|wget|scp|ssh|rsync|nc|ncat|telnet|bash|sh|zsh|fish|eval|exec|export|source|echo|cat|tee|sed|awk|grep|find|xargs|cd|mkdir|touch|ln|tar|unzip|git|gh|npm|npx|pnpm|yarn|corepack|bun|deno|node|nvm|volta|tsc|pip3?|pipx|uv|poetry|conda|python3?|pytest|ruby|gem|bundle|php|composer|perl|java|mvn|gradle|cargo|rustc|rustup|go|make|cmake|gcc|docker|docker-compose|podman|kubectl|helm|terraform|ansible|aws|gcloud|az|heroku|vercel|netlify|systemctl|service|journalctl|crontab|apt|apt-get|yum|dnf|brew|snap|psql|mysql|sqlite3|redis-cli|mongo|powershell|pwsh|cmd|reg|del|format|shutdown|reboot|useradd|passwd|iptables|openssl|base64|gpg)';
const command = new RegExp(String.raw`^(?:[A-Z_]+=\S*\s+)*${programs}\s+\S`);

/** In prose only what has a flag, a path or an address right after the program's name. */
const inProse = new RegExp(
  String.raw`(?<![\w./-])(?:sudo\s+)?${programs}(?:\s+[a-z][\w:-]{0,30}){0,2}\s+(?:-{1,2}[A-Za-z][\w=-]*|~?\/\S*)(?:\s+(?:-{1,2}\S+|[\w~.-]*\/\S*|\*))*`,
  'g',
);

/** In prose, too, what is to be run, where the program's name is no word of a language. */
const toBeRun =
  /(?<=(?:^|[:;,.]\s|\b(?:run|runs|ran|running|execute|executes|invoke|type|enter|issue|then|with|via)\s))(?:npm|npx|pnpm|yarn|corepack|pip3?|pipx|git|gh|docker|podman|kubectl|helm|terraform|cargo|aws|gcloud|heroku|vercel|netlify|systemctl|apt-get|brew)\s+(?:(?:run|exec|dlx)\s+[\w:@./-]+|(?:start|install|i|ci|add|remove|uninstall|publish|init|create|enable|disable|use|deploy|push|pull|reset|clean|delete|apply|destroy|rm|up|down|login|build|test|restart|stop)(?:\s+(?:-{1,2}\S+|\S*[/@=]\S*))*)/gi;

const flag = /^--?[A-Za-z]/;
const programName = /^[a-z][\w.@+-]*$/;
const keyword =
  /^(?:return|const|let|var|if|else|for|while|case|typeof|new|await|yield|throw|not|and|or|in|is|x|i|a|b|n|use|the|no)$/;

function looksLikeCommand(text: string): boolean {
  const tokens = text.split(/\s+/);
  if (command.test(text) || runsPath(tokens)) return true;
  const isProgram = programName.test(tokens[0] ?? '') && !keyword.test(tokens[0] ?? '');
  if (isProgram && tokens.slice(1).some((token) => flag.test(token))) return true;
  return /&&|\|\||\|\s*(?:ba|z|fi)?sh\b/.test(text) && partsOf(text).some(isTwoWords);
}

/** A file that is run by its path: with something behind it, or a script. */
function runsPath([path = '', next]: readonly string[]): boolean {
  if (!/^(?:\.{1,2}|~)?\/\S/.test(path)) return false;
  if (path.startsWith('/')) return next !== undefined && path.slice(1, -1).includes('/');
  return next !== undefined || /^[^/]*\/\S+\.(?:sh|bash|zsh|ps1|bat|cmd|exe)$/.test(path);
}

/** `corepack enable` in a chain; what joins values has no two words side by side. */
function isTwoWords(part: string): boolean {
  const [first = '', second = ''] = part.split(/\s+/);
  return programName.test(first) && !keyword.test(first) && /^[a-z@./~][\w@./:~-]*$/.test(second);
}

/** @param inFence the line stands in a fenced block, where a command needs no marks around it */
export function withoutUnknownCommands(line: string, witness: Witness, inFence = false): SiftedLine {
  const removed: string[] = [];
  const judge = (whole: string, text: string): string => {
    const bare = text.trim().replace(/^[$#>]\s+/, '');
    if (!looksLikeCommand(bare) || isKnown(bare, witness)) return whole;
    removed.push(text.trim());
    return gap;
  };
  const judgeProse = (found: string): string => {
    const text = withoutEnd(found, /[.,;:!?)]/);
    return judge(text, text) + found.slice(text.length);
  };
  if (inFence || /^\s*\$\s+\S/.test(line)) return { line: judge(line, line), removed };
  const unmarked = line.replace(/`([^`\n]+)`/g, (whole, text: string) => judge(whole, text));
  const code: string[] = [];
  const masked = unmarked.replace(/`[^`\n]+`/g, (whole) => `\uE000${code.push(whole) - 1}\uE000`);
  const sifted = masked
    .replace(inProse, judgeProse)
    .replace(toBeRun, judgeProse)
    .replace(/\uE000(\d+)\uE000/g, (whole, index: string) => code[Number(index)] ?? whole);
  return { line: sifted, removed };
}

const partsOf = (text: string): readonly string[] => text.split(/&&|\|\||[;|]/).map((part) => part.trim());

/** What stands by itself, or ends a path, is an argument. */
function withoutDots(text: string): string {
  const bare = withoutEnd(text, /[.…]/);
  return /[\s/]$/.test(bare) ? text : bare;
}

/** Each command of a chain for itself: who writes a chain down may leave one out, or tell it in another order. */
const isKnown = (text: string, witness: Witness): boolean =>
  partsOf(text).every((part) => {
    const isCut = /\s(?:…|\.{3})$/.test(part);
    const tokens = commandTokens(withoutDots(withoutEnd(part, /[\s…\\]/)));
    return tokens.length === 0 || witness.hasCommand(tokens, isCut || mayBeShort.test(tokens.join(' ')));
  });

/** Less of these does no more: they look, build, check and test. */
const mayBeShort =
  /^(?:npx |pnpm exec |yarn |python3? -m )?(?:(?:npm|pnpm|yarn|bun)(?: run)? (?:test|lint|build|check|format|typecheck|ci|install)[\w:-]*|cargo (?:test|build|check|clippy|fmt)|go (?:test|build|vet)|pytest|tsc|jest|vitest|mocha|eslint|prettier|biome|ruff|mypy|black|ls|cat|cd|grep|git (?:status|log|diff|show|add|commit|branch|fetch))(?: |$)/;
