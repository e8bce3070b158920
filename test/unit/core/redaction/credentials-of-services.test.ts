import assert from 'node:assert/strict';
import { redact } from '../../../../src/core/redaction/redact.ts';

const lower = 'abcdefghijklmnopqrstuvwxyz';
const digits = '0123456789';
const alphabets = {
  hex: `${digits}abcdef`,
  upper: lower.toUpperCase() + digits,
  alnum: lower + lower.toUpperCase() + digits,
  url: `${lower + lower.toUpperCase() + digits}_-`,
  base64: `${lower + lower.toUpperCase() + digits}+/`,
  digits,
} as const;

type Alphabet = keyof typeof alphabets;

/** Characters without a pattern, always the same ones. Put together here, so that no scanner takes them for leaked keys. */
function random(of: Alphabet, length: number, seed = 7): string {
  const characters = alphabets[of];
  let state = seed * 7919 + length;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return characters.charAt((state >> 8) % characters.length);
  }).join('');
}

/** A literal, or characters of an alphabet. */
type Part = string | readonly [of: Alphabet, length: number];

const made = (parts: readonly Part[]): string =>
  parts.map((part, index) => (typeof part === 'string' ? part : random(...part, index + 3))).join('');

/** What their keys look like, without any word beside them that says so. */
const services: readonly (readonly [service: string, ...parts: Part[]])[] = [
  ['Anthropic', 'sk-', 'ant-api03-', ['url', 80], 'AA'],
  ['Anthropic, administration', 'sk-', 'ant-admin01-', ['url', 80], 'AA'],
  ['OpenAI', 'sk-', 'proj-', ['url', 64]],
  ['OpenAI, service account', 'sk-', 'svcacct-', ['url', 64]],
  ['OpenRouter', 'sk-', 'or-v1-', ['hex', 64]],
  ['DeepSeek', 'sk-', ['hex', 32]],
  ['Groq', 'gsk', '_', ['alnum', 52]],
  ['xAI', 'xai', '-', ['alnum', 80]],
  ['Perplexity', 'pplx', '-', ['alnum', 48]],
  ['Replicate', 'r8', '_', ['alnum', 37]],
  ['Fireworks', 'fw', '_', ['alnum', 24]],
  ['Hugging Face', 'hf', '_', ['alnum', 34]],
  ['Langfuse', 'sk-', 'lf-', ['hex', 8], '-', ['hex', 4], '-4a1b-8c2d-', ['hex', 12]],
  ['LangSmith', 'lsv2', '_pt_', ['hex', 32], '_', ['hex', 10]],
  ['Pinecone', 'pcsk', '_', ['alnum', 6], '_', ['alnum', 60]],
  ['Tavily', 'tvly', '-', ['alnum', 32]],
  ['AWS, access key', 'AKIA', ['upper', 16]],
  ['AWS, secret key', ['base64', 39], 'K'],
  ['AWS, Bedrock', 'ABSK', ['base64', 110]],
  ['Google, API key', 'AIza', ['url', 35]],
  ['Google, access token', 'ya29', '.', ['url', 80]],
  ['Google, refresh token', '1//0', ['url', 60]],
  ['Google, client secret', 'GOCSPX', '-', ['url', 28]],
  ['Azure, client secret', ['alnum', 3], '8Q', '~', ['url', 34]],
  ['Azure DevOps', ['alnum', 76], 'AZDO', ['alnum', 4]],
  ['Azure, storage', ['base64', 86], '=='],
  ['DigitalOcean', 'dop', '_v1_', ['hex', 64]],
  ['Cloudflare, origin', 'v1.0', '-', ['hex', 24], '-', ['hex', 146]],
  ['Heroku', 'HRKU', '-', ['url', 60]],
  ['Vercel', 'vcp', '_', ['alnum', 56]],
  ['Netlify', 'nfp', '_', ['alnum', 36]],
  ['Fly.io', 'fo1', '_', ['url', 43]],
  ['Fly.io, macaroon', 'fm2', '_', ['base64', 120]],
  ['Render', 'rnd', '_', ['alnum', 32]],
  ['Supabase', 'sbp', '_', ['hex', 40]],
  ['Supabase, secret', 'sb', '_secret_', ['url', 31]],
  ['PlanetScale, token', 'pscale', '_tkn_', ['url', 43]],
  ['PlanetScale, password', 'pscale', '_pw_', ['url', 43]],
  ['Neon, password', 'npg', '_', ['alnum', 12]],
  ['Neon, key', 'napi', '_', ['alnum', 64]],
  ['Databricks', 'dapi', ['hex', 32]],
  ['Hetzner', ['alnum', 64]],
  ['Alibaba Cloud', 'LTAI', '5t', ['alnum', 18]],
  ['Tencent Cloud', 'AKID', ['alnum', 32]],
  ['Terraform Cloud', ['alnum', 14], '.atlasv1.', ['alnum', 67]],
  ['Vault', 'hvs', '.', ['url', 92]],
  ['Vault, batch token', 'hvb', '.', ['url', 140]],
  ['Doppler', 'dp', '.pt.', ['alnum', 43]],
  ['1Password, service account', 'ops', '_eyJ', ['alnum', 200]],
  [
    '1Password, account',
    'A3-',
    ['upper', 6],
    '-',
    ['upper', 6],
    '-',
    ['upper', 5],
    '-',
    ['upper', 5],
    '-',
    ['upper', 5],
    '-',
    ['upper', 5],
  ],
  ['Pulumi', 'pul', '-', ['hex', 40]],
  ['Infisical', 'st', '.', ['hex', 24], '.', ['hex', 32], '.', ['hex', 32]],
  ['Tailscale', 'tskey', '-auth-', ['alnum', 17], '-', ['alnum', 32]],
  ['ngrok', '2', ['alnum', 26], '_', ['alnum', 21]],
  ['WireGuard', ['base64', 43], '='],
  ['age', 'AGE-SECRET-', 'KEY-1', ['upper', 58]],
  ['GitHub', 'ghp', '_', ['alnum', 36]],
  ['GitHub, fine-grained', 'github', '_pat_', ['alnum', 22], '_', ['alnum', 59]],
  ['GitLab', 'glpat', '-', ['url', 20]],
  ['GitLab, routable', 'glpat', '-', ['url', 27], '.01.', ['alnum', 9]],
  ['GitLab, runner', 'GR', '1348941', ['url', 20]],
  ['Bitbucket', 'ATBB', ['alnum', 32]],
  ['Atlassian', 'ATATT3xFf', 'GF0', ['url', 170], '=', ['hex', 8]],
  ['Trello', 'ATTA', ['hex', 64]],
  ['npm', 'npm', '_', ['alnum', 36]],
  ['PyPI', 'pypi', '-AgEIcHlwaS5vcmc', ['url', 100]],
  ['RubyGems', 'rubygems', '_', ['hex', 48]],
  ['crates.io', 'cio', ['alnum', 32]],
  ['NuGet', 'oy2', ['alnum', 43]],
  ['Docker Hub', 'dckr', '_pat_', ['url', 27]],
  ['Artifactory', 'AKCp', ['alnum', 69]],
  ['CircleCI', 'CCIPAT', '_', ['alnum', 22], '_', ['hex', 40]],
  ['Buildkite', 'bkua', '_', ['hex', 40]],
  ['SonarQube', 'sqp', '_', ['hex', 40]],
  ['Sentry, user', 'sntryu', '_', ['hex', 64]],
  ['Sentry, organization', 'sntrys', '_eyJ', ['alnum', 80], '_', ['base64', 43]],
  ['New Relic', 'NRAK', '-', ['upper', 27]],
  ['Grafana', 'glsa', '_', ['alnum', 32], '_', ['hex', 8]],
  ['Grafana Cloud', 'glc', '_eyJ', ['alnum', 100]],
  ['Honeycomb', 'hcaik', '_01', ['alnum', 57]],
  ['PostHog', 'phx', '_', ['alnum', 43]],
  ['LaunchDarkly', 'sdk-', ['hex', 8], '-', ['hex', 4], '-4a1b-8c2d-', ['hex', 12]],
  ['Slack, bot', 'xoxb', '-', ['digits', 12], '-', ['digits', 12], '-', ['alnum', 24]],
  ['Slack, app', 'xapp', '-1-A', ['upper', 10], '-', ['digits', 12], '-', ['hex', 64]],
  ['Slack, refresh', 'xoxe', '.xoxp-1-', ['alnum', 120]],
  ['Discord, bot', 'MTk4NjIyNDgzNDcxOTI1MjQ4', '.', ['alnum', 6], '.', ['url', 38]],
  ['Telegram', ['digits', 10], ':AA', ['url', 33]],
  ['Twilio', 'SK', ['hex', 32]],
  ['SendGrid', 'SG.', ['url', 22], '.', ['url', 43]],
  ['Mailgun', 'key', '-', ['hex', 32]],
  ['Mailgun, new', ['hex', 32], '-', ['hex', 8], '-', ['hex', 8]],
  ['Mailchimp', ['hex', 32], '-us12'],
  ['Brevo', 'xkeysib', '-', ['hex', 64], '-', ['alnum', 16]],
  ['Resend', 're', '_', ['alnum', 8], '_', ['alnum', 24]],
  ['Stripe, live', 'sk', '_live_', ['alnum', 24]],
  ['Stripe, restricted', 'rk', '_live_', ['alnum', 24]],
  ['Stripe, webhook', 'whsec', '_', ['alnum', 32]],
  ['Square, access token', 'EAAA', ['url', 60]],
  ['Square, OAuth', 'sq0csp', '-', ['url', 43]],
  ['PayPal', 'access_token', '$production$', ['alnum', 16], '$', ['hex', 32]],
  ['Razorpay', 'rzp', '_live_', ['alnum', 14]],
  ['Mollie', 'live', '_', ['alnum', 30]],
  ['Flutterwave', 'FLWSECK', '_TEST-', ['hex', 32], '-X'],
  ['Shopify', 'shpat', '_', ['hex', 32]],
  ['Plaid', 'access-', 'production-', ['hex', 8], '-', ['hex', 4], '-4a1b-8c2d-', ['hex', 12]],
  ['Shippo', 'shippo', '_live_', ['hex', 40]],
  ['Duffel', 'duffel', '_live_', ['url', 43]],
  ['EasyPost', 'EZAK', ['alnum', 54]],
  ['Notion', 'ntn', '_', ['alnum', 46]],
  ['Notion, older', 'secret', '_', ['alnum', 43]],
  ['Linear', 'lin', '_api_', ['alnum', 40]],
  ['Airtable', 'pat', ['alnum', 14], '.', ['hex', 64]],
  ['Asana', '1/', ['digits', 16], ':', ['hex', 32]],
  ['Figma', 'figd', '_', ['url', 40]],
  ['Dropbox', 'sl', '.', ['url', 130]],
  ['HubSpot', 'pat', '-na1-', ['hex', 8], '-', ['hex', 4], '-4a1b-8c2d-', ['hex', 12]],
  ['Typeform', 'tfp', '_', ['alnum', 44], '_', ['alnum', 14]],
  ['ClickUp', 'pk', '_', ['digits', 8], '_', ['upper', 32]],
  ['Contentful', 'CFPAT', '-', ['url', 43]],
  ['Mapbox', 'sk', '.eyJ', ['alnum', 60], '.', ['url', 22]],
  ['Postman', 'PMAK', '-', ['hex', 24], '-', ['hex', 34]],
  ['Okta', '00', ['url', 40]],
  ['Facebook', 'EAA', ['alnum', 120]],
  ['Instagram', 'IGQVJ', ['alnum', 120]],
  ['Spotify, refresh', 'AQ', ['url', 129]],
  ['Twitter, bearer', 'AAAAAAAAAAAAAAAAAAAAA', ['alnum', 70], '%3D', ['alnum', 40]],
  ['Bitcoin, private key', 'K', ['alnum', 51]],
  ['Bitcoin, extended key', 'xprv9s21Zr', ['alnum', 101]],
  ['JSON web token', 'eyJhbGciOiJIUzI1NiJ9', '.eyJ', ['alnum', 30], '.', ['url', 43]],
  [
    'Encrypted web token',
    'eyJhbGciOiJSU0EifQ',
    '.',
    ['url', 60],
    '.',
    ['url', 16],
    '.',
    ['url', 80],
    '.',
    ['url', 22],
  ],
  ['Unleash', 'default:', 'production.', ['hex', 56]],
  ['Prefect', 'pnu', '_', ['alnum', 36]],
  ['Clojars', 'CLOJARS', '_', ['hex', 60]],
  ['Yandex Cloud', 'AQVN', ['url', 36]],
  ['Adobe', 'p8e', '-', ['alnum', 32]],
  ['Dynatrace', 'dt0c01', '.', ['upper', 24], '.', ['upper', 64]],
  ['ReadMe', 'rdme', '_', ['alnum', 70]],
  ['Frame.io', 'fio', '-u-', ['url', 64]],
];

/** Where they are pasted; none of these words says that a key comes. */
const places: readonly (readonly [before: string, after: string])[] = [
  ['I pasted ', ' into the box and nothing happened.'],
  ['```\n', '\n```'],
  ['Ist es vielleicht „', '“?'],
  ['init("', '", { retries: 3 })'],
  ['- ', '\n- and the other one'],
];

describe('keys of services', () => {
  for (const [service, ...parts] of services) {
    const key = made(parts);
    it(`go wherever they are pasted: ${service}`, () => {
      for (const [before, after] of places) {
        const { text } = redact(before + key + after);
        assert.match(text, /^[^[]*\[redacted: [^\]]+\][^[]*$/);
        assert.ok(text.startsWith(before) && text.endsWith(after), text);
      }
    });
  }
});

const aUuid = [['hex', 8], '-', ['hex', 4], '-4a1b-8c2d-', ['hex', 12]] as const;

/** Keys that look like hashes and ids: they go where a word says what they are. */
const named: readonly (readonly [line: string, ...parts: Part[]])[] = [
  ['DD_API_KEY=', ['hex', 32]],
  ['DD_APP_KEY=', ['hex', 40]],
  ['TWILIO_AUTH_TOKEN=', ['hex', 32]],
  ['HEROKU_API_KEY=', ...aUuid],
  ['HEROKU_API_KEY: ', ...aUuid],
  ['POSTMARK_SERVER_TOKEN=', ...aUuid],
  ['RAILWAY_TOKEN=', ...aUuid],
  ['SNYK_TOKEN=', ...aUuid],
  ['CODECOV_TOKEN: ', ...aUuid],
  ['CONSUL_HTTP_TOKEN=', ...aUuid],
  ['X-Postmark-Server-Token: ', ...aUuid],
  ['"accountKey": "', ['base64', 86], '=='],
  ['OPENWEATHER_API_KEY=', ['hex', 32]],
  ['LASTFM_SHARED_SECRET=', ['hex', 32]],
  ['ALGOLIA_ADMIN_KEY=', ['hex', 32]],
  ['CLOUDFLARE_GLOBAL_API_KEY=', ['hex', 37]],
  ['TOGETHER_API_KEY=', ['hex', 64]],
  ['COHERE_API_KEY=', ['alnum', 40]],
  ['MISTRAL_API_KEY=', ['alnum', 32]],
  ['FASTLY_API_TOKEN=', ['url', 32]],
  ['PAGERDUTY_TOKEN=u+', ['alnum', 18]],
  ['ZENDESK_API_TOKEN=', ['alnum', 40]],
  ['our Datadog api key is ', ['hex', 32]],
  ['the Twilio auth token: ', ['hex', 32]],
  ['private key 0x', ['hex', 64]],
  ['ETH_PRIVATE_KEY=0x', ['hex', 64]],
  ['client_secret=', ...aUuid],
  ['Licence key: ', ['upper', 5], '-', ['upper', 5], '-', ['upper', 5], '-', ['upper', 5], '-', ['upper', 5]],
];

describe('keys that look like hashes', () => {
  for (const [line, ...parts] of named) {
    it(`go after: ${line}`, () => {
      const key = made(parts);
      const { text } = redact(`${line}${key}\n`);
      assert.ok(!text.includes(key), text);
      assert.match(text, /\[redacted: /);
    });
  }
});
