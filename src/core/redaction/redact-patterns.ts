/**
 * What credentials look like. Every pattern is anchored at its left end and made of single repetitions only, none
 * inside another, so that matching stays linear in the text.
 */

export interface CredentialPattern {
  readonly kind: string;
  /** With the flags `g` and, where case does not matter, `i`. Group 1, where there is one, is the credential itself. */
  readonly pattern: RegExp;
  /** Lower-case texts of which one occurs wherever the pattern can match. */
  readonly hints: readonly string[];
  /** Decides about a match whose form alone proves nothing. */
  readonly accepts?: (value: string, match: string) => boolean;
}

// What may not stand before a key: it would then be the middle of a longer word.
const start = '(?<![A-Za-z0-9_])';
const end = '(?![A-Za-z0-9_])';

const form = (kind: string, hint: string, source: string): CredentialPattern => ({
  kind,
  pattern: new RegExp(`${start}${source}`, 'g'),
  hints: [hint.toLowerCase()],
});

const byForm: readonly CredentialPattern[] = [
  form('Anthropic key', 'sk-ant-', 'sk-ant-[A-Za-z0-9_-]{16,400}'),
  form('OpenAI key', 'sk-', 'sk-(?!ant-)(?:proj-|svcacct-|admin-|or-v1-|None-)?[A-Za-z0-9_-]{20,400}'),
  form('AWS access key', 'a', `(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z0-9]{16}${end}`),
  form('GitHub token', 'gh', `gh[pousr]_[A-Za-z0-9]{30,255}`),
  form('GitHub token', 'github_pat_', 'github_pat_[A-Za-z0-9_]{30,255}'),
  form('GitLab token', 'gl', 'gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|soat|ffct)-[A-Za-z0-9_-]{18,255}'),
  form('npm token', 'npm_', 'npm_[A-Za-z0-9]{30,255}'),
  form('PyPI token', 'pypi-', 'pypi-[A-Za-z0-9_-]{40,400}'),
  form('Slack token', 'xox', 'xox[abeprs](?:-\\d)?-[A-Za-z0-9-]{10,400}'),
  form('Slack token', 'xapp-', 'xapp-[A-Za-z0-9-]{20,400}'),
  form(
    'Slack webhook',
    'hooks.slack.com',
    'hooks\\.slack\\.com/(?:services|workflows)/[A-Za-z0-9_/-]{20,200}',
  ),
  form('Stripe key', '_', '[sr]k_(?:live|test)_[A-Za-z0-9]{10,255}'),
  form('Stripe webhook secret', 'whsec_', 'whsec_[A-Za-z0-9+/=]{16,255}'),
  form('Google key', 'aiza', 'AIza[A-Za-z0-9_-]{35}'),
  form('Google token', 'ya29.', 'ya29\\.[A-Za-z0-9_-]{20,400}'),
  form('Google client secret', 'gocspx-', 'GOCSPX-[A-Za-z0-9_-]{20,60}'),
  form('Hugging Face token', 'hf_', 'hf_[A-Za-z0-9]{30,60}'),
  form('SendGrid key', 'sg.', 'SG\\.[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,64}'),
  form('Twilio key', 'sk', `SK[0-9a-f]{32}${end}`),
  form('DigitalOcean token', '_v1_', 'do[opr]_v1_[a-f0-9]{40,80}'),
  form('Shopify token', 'shp', 'shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{30,40}'),
  form('Databricks token', 'dapi', `dapi[a-f0-9]{32}${end}`),
  form('Linear key', 'lin_api_', 'lin_api_[A-Za-z0-9]{30,60}'),
  form('Notion token', 'ntn_', 'ntn_[A-Za-z0-9]{30,60}'),
  form('Telegram token', ':', `\\d{8,10}:[A-Za-z0-9_-]{35}${end}`),
  form('age key', 'age-secret-key-1', 'AGE-SECRET-KEY-1[A-Z0-9]{50,70}'),
  form('Azure key', 'jqqj99', `[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{26}${end}`),
  form(
    'JSON web token',
    'eyj',
    '(?<![-.])eyJ[A-Za-z0-9_-]{8,4000}\\.[A-Za-z0-9_-]{8,8000}\\.[A-Za-z0-9_-]{0,2000}',
  ),
];

/** Bits of entropy for each character. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Stand-ins, code and prose where a credential would be. */
const noSecret =
  /^(?:[<$%{[(*.]|x{3}|\*{3}|\.{3}|your|my[-_]|example|placeholder|redacted|changeme|none$|null|undefined|true$|false$|string|str$|required|optional|process\.|os\.|env\.|env$|import\.|config\.|settings\.|self\.|this\.|secrets\.|get[A-Z_]|load|read|fetch|await|new |input|prompt|todo|test$|must|should|has|can|may|is|are|the|and|for|with|from|not|missing|invalid|wrong|expired|empty)/i;
const isCode = (value: string): boolean =>
  /[()[\]{}]|^[A-Za-z_]+(?:\.[A-Za-z_]+)+$/.test(value) || /^\w+::/.test(value);

const isPassword = (value: string, match: string): boolean => {
  if (value.length < 4 || noSecret.test(value) || isCode(value)) return false;
  const quoted = /["']$/.test(match) || /["'][^"']{0,200}$/.test(match.slice(0, match.length - value.length));
  if (/[0-9]/.test(value) || /[^A-Za-z0-9_-]/.test(value)) return true;
  return quoted ? value.length >= 6 : /[a-z][A-Z]|[A-Z]{2}/.test(value) && value.length >= 8;
};

const isSecret = (value: string): boolean =>
  value.length >= 12 &&
  !noSecret.test(value) &&
  !isCode(value) &&
  /\d/.test(value) &&
  /[A-Za-z]/.test(value) &&
  entropy(value) >= 2.8;

const isToken = (value: string): boolean =>
  isSecret(value) && value.length >= 16 && !uuid.test(value) && !/^[0-9a-f]{7,64}$/i.test(value);

// An assignment: `=`, `:`, `=>`, `:=`, with or without quotation marks on either side.
const assigned = `["'\`]?\\s{0,3}(?:=>|:=|=|:)\\s{0,3}["'\`]?(?=([^\\s"'\`,;<>&]{4,400}))\\1["'\`]?`;

const assignment = (
  kind: string,
  names: string,
  hints: readonly string[],
  accepts: (value: string, match: string) => boolean,
): CredentialPattern => ({ kind, pattern: new RegExp(`(?:${names})${assigned}`, 'gi'), hints, accepts });

const byLabel: readonly CredentialPattern[] = [
  {
    kind: 'password in URL',
    pattern: /(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{1,20}:\/\/[^\s:@/"'<>]{0,100}:([^\s@/"'<>]{1,200})@/g,
    hints: ['://'],
    accepts: (value) => !/^(?:\$|<|\{|\*+$|x+$|password$|passwd$|pass$|pwd$)/i.test(value),
  },
  {
    kind: 'bearer token',
    pattern: /(?<![A-Za-z0-9])bearer[ \t]{1,4}([A-Za-z0-9._~+/=-]{12,4000})/gi,
    hints: ['bearer'],
    accepts: (value) =>
      /\d/.test(value) || (value.length >= 24 && /[A-Z]/.test(value) && /[a-z]/.test(value)),
  },
  {
    kind: 'basic auth',
    pattern:
      /(?<![A-Za-z0-9])(?:authorization["']?\s{0,3}[:=]\s{0,3}["']?)basic[ \t]{1,4}([A-Za-z0-9+/=]{8,1000})/gi,
    hints: ['basic'],
  },
  {
    kind: 'key in URL',
    pattern:
      /[?&](?:access_token|refresh_token|id_token|token|key|api_key|apikey|sig|signature|auth|password|pwd|secret|client_secret|x-amz-signature|x-amz-security-token|code)=([^\s&#"'<>]{8,2000})/gi,
    hints: ['?', '&'],
    accepts: (value) => !noSecret.test(value) && /\d/.test(value) && entropy(value) >= 2.5,
  },
  {
    kind: 'Azure key',
    pattern: /(?:accountkey|sharedaccesskey|sharedaccesssignature)=([A-Za-z0-9+/=%&-]{20,400})/gi,
    hints: ['accountkey=', 'sharedaccess'],
  },
  {
    kind: 'password',
    pattern: /--(?:password|passwd|pass|token|api-key|apikey|secret|access-key)[= ]["']?([^\s"'`]{4,400})/gi,
    hints: ['--'],
    accepts: (value) => !noSecret.test(value) && !value.startsWith('-') && /\d/.test(value),
  },
  {
    kind: 'password',
    pattern:
      /(?<![\p{L}])(?:password|passphrase|passcode|pin|passwort|kennwort|mot de passe|contraseña|senha|wachtwoord)(?: \p{L}{1,12}){0,2} (?:is|ist|lautet|est|es|é|è)[: ]{1,2}["'`]?([^\s"'`,;]{4,200})/giu,
    hints: [
      'password',
      'passphrase',
      'passcode',
      'pin',
      'passwort',
      'kennwort',
      'mot de passe',
      'contraseña',
      'senha',
      'wachtwoord',
    ],
    accepts: (value) => !noSecret.test(value) && (/\d/.test(value) || /[^\p{L}\d.!?)]/u.test(value)),
  },
  assignment(
    'password',
    'passw(?:or)?d|passphrase|passwort|kennwort|contraseña|pwd|pass_?word',
    ['pass', 'pwd', 'kennwort', 'contraseña'],
    isPassword,
  ),
  assignment(
    'key',
    'api[_-]?key|apikey|access[_-]?key(?:[_-]?id)?|secret[_-]?(?:access[_-]?)?key|private[_-]?key|encryption[_-]?key|signing[_-]?key|account[_-]?key|master[_-]?key|auth[_-]?key|client[_-]?secret|app[_-]?secret|secret',
    ['key', 'secret'],
    isSecret,
  ),
  assignment(
    'token',
    'access[_-]?token|refresh[_-]?token|auth[_-]?token|api[_-]?token|bot[_-]?token|session[_-]?token|token',
    ['token'],
    isToken,
  ),
  assignment(
    'token',
    'credentials?|authorization|x-api-key|x-auth-token',
    ['credential', 'authorization', 'x-a'],
    isToken,
  ),
];

export const credentialPatterns: readonly CredentialPattern[] = [...byForm, ...byLabel];
