/**
 * Commands, calls and lines of files that take a credential without a word for it, and where in them it stands. Each is
 * known by how it begins; no more than its own line is read, and each pattern takes every character at most once.
 */
import { markStart } from './redaction-marks.ts';
import { isAssignedPassword, isSpokenPassword } from './secret-look.ts';
import type { Found, Subject } from './subject.ts';

export interface CredentialCommand {
  /** How it begins, one of these, in lower case. */
  readonly words: readonly string[];
  /** What follows, the credential in the first group. */
  readonly pattern: RegExp;
  readonly isOne: (value: string) => boolean;
  /** How many lines belong to it. */
  readonly lines: number;
}

const placeholder = new RegExp(`^(?:[$<{%*]|\\${markStart}|x{3})`, 'i');
const any = (value: string): boolean => !placeholder.test(value);
const assigned = (value: string): boolean => isAssignedPassword(value, true);
const odd = (value: string): boolean => isSpokenPassword(value, true);

const command = (
  words: string,
  pattern: RegExp,
  isOne: CredentialCommand['isOne'] = any,
  lines = 1,
): CredentialCommand => ({ words: words.split(','), pattern, isOne, lines });

export const credentialCommands: readonly CredentialCommand[] = [
  // Programs whose option says it.
  command('mysql ,mysqldump ,mysqladmin ,mariadb ,mariadb-dump ', /(?:^|\s)-p["']?([^\s"'-][^\s"']{2,80})/d),
  command('7z ,7za ,7zz ,rar ', /(?:^|\s)-h?p["']?([^\s"'-][^\s"']{3,80})/d),
  command('unzip ,zip ,sqlcmd ,bcp ', /(?:^| )-P ?["']?([^\s"'-][^\s"']{3,80})/d),
  command('sshpass ', /^-p ?(?:"([^"]{3,80})"|'([^']{3,80})'|([^\s"']{3,80}))/d),
  command('redis-cli ,ansible-vault ', /(?:^|\s)-a ["']?([^\s"'-][^\s"']{3,80})/d),
  command(
    'mongosh ,mongo ,mongodump ,mongorestore ,docker login ,podman login ,helm registry login ,az login ,cf login ,oc login ',
    /(?:^|\s)-p ["']?([^\s"'-][^\s"']{3,80})/d,
  ),
  command(
    'ldapsearch ,ldapmodify ,ldapadd ,ldappasswd ,ldapwhoami ',
    /(?:^|\s)-w ["']?([^\s"'-][^\s"']{3,80})/d,
  ),
  command('openssl ', /(?:^|\s)-k ["']?([^\s"'-][^\s"']{3,80})/d),
  command('openssl ', /[ "']pass:([^\s"']{3,80})/d),
  command('htpasswd -b ,htpasswd -bc ,htpasswd -nb ', /([^\s"']{4,80})["']?$/d),
  command('smbclient ,rpcclient ', /(?:^|\s)-U ["']?[\w.\\-]{1,60}%([^\s"']{3,80})/d),
  command('curl ', /(?:^| )-u["']?[\w.@+-]{1,60}:([^\s"']{3,80})/d),
  command('lftp ', /(?:^|\s)-u ["']?[\w.@-]{1,60},([^\s"']{3,80})/d),
  command('xfreerdp ,mstsc ', / \/p:["']?([^\s"']{3,80})/d),
  command('net use ', /\\\\\S{3,100} ["']?([^\s"'/*][^\s"']{3,80})/d, odd),
  command('mosquitto_pub ,mosquitto_sub ', /(?:^|\s)-P ["']?([^\s"'-][^\s"']{2,80})/d),
  command(
    'rocommunity ,rwcommunity ',
    /^([^\s"']{4,60})/d,
    (value) => value !== 'public' && value !== 'private',
  ),
  command('keytool ', /(?:^|\s)-(?:src|dest)?storepass ["']?([^\s"']{4,80})/d),
  command('keytool ', /\s-deststorepass ["']?([^\s"']{4,80})/d),
  command('keytool ', /(?:^|\s)-(?:src|dest)?keypass ["']?([^\s"']{4,80})/d),
  command('gh secret set ', / (?:--body|-b)[ =]["']?([^\s"']{4,200})/d),
  command('--from-literal=', /^["']?[\w.-]{1,60}=["']?([^\s"']{3,200})/d),
  command('sqlplus ,sqlldr ,expdp ,impdp ,jdbc:oracle:thin:', /^\w{1,40}\/([^\s/@"']{4,80})@/d),
  command('wifi connect ', /\spassword ["']?([^\s"']{5,80})/d),
  command('echo ', /^["']?([^\s"'|$]{4,80})["']? ?\| ?sudo -S/d),
  command('echo ,printf ', /^["']?[\w.-]{1,40}:([^\s"'|$]{4,80})["']? ?\| ?(?:sudo )?chpasswd/d),
  // Calls that take a name and a password.
  command(
    'login(,signin(,authenticate(,getconnection(,networkcredential(,credentials(,credential(,basicauth(,auth=(,auth = (,mysqli(,mysqli_connect(,new pdo(',
    /["'], ?["']([^"'\n]{5,80})["'] ?[),]/d,
    odd,
  ),
  command('convertto-securestring ', /^(?:-String )?["']([^"']{4,80})["']/d, assigned),
  command('identified with ', / by ["']?([^\s"';]{4,80})/di),
  // Lines of files.
  command(
    'variable "',
    /^[\w-]{0,40}(?:pass|secret|token|key|pwd)[\w-]{0,40}" ?\{[^}]{0,200}\bdefault\s{0,10}= ?"([^"\n]{3,200})"/d,
    any,
    8,
  ),
  command('machine ', /^\S{1,100}\s+login\s+\S{1,80}\s+password\s+(\S{3,80})/d, any, 3),
  command(':5432:', /^[^:\s]{1,60}:[^:\s]{1,60}:(\S{4,80})/d),
  command('wifi:', /P:([^;\n]{4,80});/d),
  command('snmp-server community ,snmp community ,community string ', /^["']?([^\s"']{4,60})/d, odd),
];

const longestLine = 300;

export interface CommandAt {
  readonly at: number;
  readonly word: string;
  readonly command: CredentialCommand;
}

/** @param commands where they may begin, in order */
export function findInCommands(subject: Subject, commands: readonly CommandAt[]): readonly Found[] {
  return commands.flatMap(({ at, word, command: { pattern, isOne, lines } }): readonly Found[] => {
    if (/^\w/.test(word) && /\w/.test(subject.charAt(at - 1)) && !word.endsWith('(')) return [];
    const from = at + word.length;
    const rest = subject
      .slice(from, from + longestLine)
      .split('\n', lines)
      .join('\n');
    const span = pattern
      .exec(rest)
      ?.indices?.slice(1)
      .find((group) => group !== undefined);
    if (span === undefined || !isOne(rest.slice(...span))) return [];
    return [{ from: from + span[0], to: from + span[1], kind: 'password' }];
  });
}
