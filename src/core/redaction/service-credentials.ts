/**
 * Credentials that are known by how they begin. A form is anchored at a literal and then takes runs of characters, each
 * as long as it can be; nothing is ever given back, so that a form reads each character at most once.
 */
import {
  type Alphabet,
  alnum,
  anyBase64,
  anyHex,
  base64,
  dashed,
  digits,
  hex,
  letters,
  upper,
  url,
  webPath,
  word,
} from './alphabet.ts';

export interface Run {
  readonly of: Alphabet;
  readonly min: number;
  readonly max: number;
}

export interface CredentialForm {
  readonly kind: string;
  /** How it begins, one of these; letter case counts. */
  readonly anchors: readonly string[];
  /** What follows, in order: runs, and literals that must stand between them. */
  readonly parts: readonly (Run | string)[];
  /** What stands before the anchor and belongs to it. */
  readonly lead?: Run;
  /** True where the credential is a whole word: what follows may not go on with a letter or digit. */
  readonly whole?: boolean;
  /** True where words joined by hyphens or underscores would look the same. */
  readonly withDigit?: boolean;
}

const run = (of: Alphabet, min: number, max = min): Run => ({ of, min, max });

/** The parts of a UUID. */
const uuid = [run(hex, 8), '-', run(hex, 4), '-', run(hex, 4), '-', run(hex, 4), '-', run(hex, 12)];

type Options = Omit<CredentialForm, 'kind' | 'anchors' | 'parts'>;

/** Each anchor after a blank. */
const form = (
  kind: string,
  anchors: string,
  parts: Run | readonly (Run | string)[],
  options: Options = {},
): CredentialForm => ({
  kind,
  anchors: anchors.split(' '),
  parts: 'of' in parts ? [parts] : parts,
  ...options,
});

const whole: Options = { whole: true };
const withDigit: Options = { withDigit: true };

const ofModels: readonly CredentialForm[] = [
  form('Anthropic key', 'sk-ant-', run(url, 16, 400)),
  form('OpenAI key', 'sk-', run(url, 20, 400), withDigit),
  form('Groq key', 'gsk_', run(alnum, 40, 80)),
  form('xAI key', 'xai-', run(alnum, 40, 120)),
  form('Perplexity key', 'pplx-', run(alnum, 40, 80)),
  form('Replicate token', 'r8_', run(alnum, 30, 60)),
  form('Fireworks key', 'fw_', run(alnum, 20, 60), { whole: true, withDigit: true }),
  form('Hugging Face token', 'hf_ api_org_', run(alnum, 30, 60)),
  form('LangSmith key', 'lsv2_pt_ lsv2_sk_', run(word, 30, 80)),
  form('Pinecone key', 'pcsk_', run(word, 40, 120)),
  form('Tavily key', 'tvly-', run(url, 20, 80), withDigit),
];

const ofClouds: readonly CredentialForm[] = [
  form('AWS access key', 'AKIA ASIA ABIA ACCA AROA AIDA', run(upper, 16), whole),
  form('AWS key', 'ABSK', run(base64, 80, 400)),
  form('Google key', 'AIza', run(url, 35)),
  form('Google token', 'ya29.', run(url, 20, 400)),
  form('Google token', '1//0', run(url, 30, 200)),
  form('Google client secret', 'GOCSPX-', run(url, 20, 60)),
  form('Azure key', 'JQQJ99', run(alnum, 26), { lead: run(alnum, 52), whole: true }),
  form('Azure token', 'AZDO', run(alnum, 4), { lead: run(alnum, 76), whole: true }),
  form('Azure client secret', '8Q~ 7Q~', run(url, 31, 40), { lead: run(alnum, 3) }),
  form('DigitalOcean token', 'doo_v1_ dop_v1_ dor_v1_', run(hex, 40, 80)),
  form('Cloudflare key', 'v1.0-', [run(hex, 20, 40), '-', run(hex, 100, 200)]),
  form('Cloudflare token', 'cfut_ cfat_ cfk_', run(alnum, 30, 80)),
  form('Heroku key', 'HRKU-', run(url, 30, 80)),
  form('Vercel token', 'vcp_ vci_ vca_ vcr_ vck_', run(alnum, 24, 80)),
  form('Netlify token', 'nfp_ nfc_ nfo_ nfu_', run(alnum, 30, 60)),
  form('Fly token', 'fo1_', run(url, 30, 80)),
  form('Fly token', 'fm1r_ fm1a_ fm2_', run(anyBase64, 50, 2_000)),
  form('Render key', 'rnd_', run(alnum, 24, 60), whole),
  form('Supabase key', 'sbp_', run(hex, 40)),
  form('Supabase key', 'sb_secret_', run(url, 20, 80)),
  form('PlanetScale credential', 'pscale_tkn_ pscale_pw_ pscale_oauth_', run(url, 30, 80)),
  form('Neon password', 'npg_', run(alnum, 10, 40), withDigit),
  form('Neon key', 'napi_', run(alnum, 40, 100)),
  form('Databricks token', 'dapi', run(hex, 32), whole),
  form('Alibaba key', 'LTAI', run(alnum, 12, 24), { whole: true, withDigit: true }),
  form('Tencent key', 'AKID', run(alnum, 32), whole),
  form('Yandex key', 'AQVN', run(url, 34, 40), whole),
  form('Dynatrace token', 'dt0c01. dt0s01. dt0s02.', [run(upper, 8, 40), '.', run(upper, 40, 80)]),
];

const ofVaults: readonly CredentialForm[] = [
  form('Terraform token', '.atlasv1.', run(url, 40, 100), { lead: run(alnum, 14) }),
  form('Vault token', 'hvs. hvb. hvr.', run(url, 20, 400)),
  form('Doppler token', 'dp.', [run(letters, 2, 5), '.', run(alnum, 30, 60)]),
  form('1Password token', 'ops_eyJ', run(anyBase64, 50, 2_000)),
  form('1Password key', 'A3-', [run(upper, 6), '-', run(dashed, 30)], whole),
  form('Pulumi token', 'pul-', run(hex, 40)),
  form('Infisical token', 'st.', [run(hex, 20, 40), '.', run(hex, 20, 40), '.', run(hex, 20, 40)]),
  form('Tailscale key', 'tskey-', [run(letters, 3, 12), '-', run(dashed, 20, 100)]),
  form('age key', 'AGE-SECRET-KEY-1', run(upper, 50, 70)),
];

const ofDevelopers: readonly CredentialForm[] = [
  form('GitHub token', 'ghp_ gho_ ghu_ ghs_ ghr_', run(alnum, 30, 255)),
  form('GitHub token', 'github_pat_', run(word, 30, 255)),
  form(
    'GitLab token',
    'glpat- gldt- glrt- glcbt- glptt- glft- glimt- glagent- glsoat- glffct-',
    run(url, 18, 255),
  ),
  form('GitLab token', 'GR1348941', run(url, 20, 40)),
  form('Bitbucket token', 'ATBB', run(alnum, 24, 60), withDigit),
  form('Bitbucket token', 'ATCTT3xFfG', run(base64, 60, 400)),
  form('Atlassian token', 'ATATT3xFfG', run(url, 60, 400)),
  form('Trello token', 'ATTA', run(hex, 60, 80)),
  form('npm token', 'npm_', run(alnum, 30, 255)),
  form('PyPI token', 'pypi-', run(url, 40, 400), withDigit),
  form('RubyGems key', 'rubygems_', run(hex, 40, 60)),
  form('crates.io token', 'cio', run(alnum, 32), whole),
  form('NuGet key', 'oy2', run(alnum, 43), whole),
  form('Docker token', 'dckr_pat_ dckr_oat_', run(url, 20, 60)),
  form('Artifactory key', 'AKCp', run(alnum, 60, 80)),
  form('Clojars token', 'CLOJARS_', run(hex, 60)),
  form('CircleCI token', 'CCIPAT_ CCIPRJ_', run(word, 30, 100)),
  form('Buildkite token', 'bkua_ bkaj_', run(alnum, 30, 60)),
  form('Prefect key', 'pnu_ pnb_', run(alnum, 30, 60)),
  form(
    'Unleash token',
    'default:production. default:development. *:production. *:development.',
    run(hex, 40, 80),
  ),
  form('Sonar token', 'sqp_ squ_ sqa_', run(hex, 40)),
  form('Sentry token', 'sntryu_', run(hex, 60, 80)),
  form('Sentry token', 'sntrys_', run(anyBase64, 40, 400)),
  form('New Relic key', 'NRAK- NRII- NRRA- NRJS-', run(alnum, 19, 60)),
  form('Grafana token', 'glsa_', [run(alnum, 32), '_', run(hex, 8)]),
  form('Grafana token', 'glc_', run(anyBase64, 40, 400)),
  form('Honeycomb key', 'hcaik_ hcaic_ hcalk_ hcamk_', run(alnum, 30, 80)),
  form('PostHog key', 'phx_ phs_', run(alnum, 30, 80)),
  form('LaunchDarkly key', 'sdk- api- mob-', uuid, whole),
  form('Postman key', 'PMAK-', [run(hex, 24), '-', run(hex, 34)]),
  form('ReadMe key', 'rdme_', run(alnum, 50, 100)),
];

const ofMessages: readonly CredentialForm[] = [
  form(
    'Slack token',
    'xoxa- xoxb- xoxc- xoxd- xoxe- xoxp- xoxr- xoxs- xoxa. xoxb. xoxe. xoxp. xoxr. xoxs.',
    run(dashed, 10, 400),
  ),
  form('Slack token', 'xapp-', run(dashed, 20, 400)),
  form(
    'webhook address',
    'hooks.slack.com/services/ hooks.slack.com/workflows/ hooks.slack.com/triggers/ discord.com/api/webhooks/',
    run(webPath, 20, 300),
  ),
  form(
    'webhook address',
    'discordapp.com/api/webhooks/ hooks.zapier.com/hooks/catch/ maker.ifttt.com/use/',
    run(webPath, 10, 300),
  ),
  form('Telegram token', ':', run(url, 35), { lead: run(digits, 8, 10), whole: true }),
  form('Telegram token', 'api.telegram.org/bot', [run(digits, 8, 10), ':', run(url, 30, 40)]),
  form('Twilio key', 'SK', run(hex, 32), whole),
  form('SendGrid key', 'SG.', [run(url, 16, 64), '.', run(url, 16, 64)]),
  form('Mailgun key', 'key-', run(alnum, 32), whole),
  form('Mailgun key', '-', [run(hex, 8), '-', run(hex, 8)], { lead: run(hex, 32), whole: true }),
  form('Mailchimp key', '-us', run(digits, 1, 2), { lead: run(hex, 32), whole: true }),
  form('Brevo key', 'xkeysib- xsmtpsib-', [run(hex, 60, 70), '-', run(alnum, 16)]),
  form('Resend key', 're_', [run(alnum, 8), '_', run(alnum, 20, 40)], withDigit),
];

const ofPayments: readonly CredentialForm[] = [
  form('Stripe key', 'sk_live_ sk_test_ rk_live_ rk_test_', run(alnum, 10, 255)),
  form('Stripe webhook secret', 'whsec_', run(base64, 16, 255)),
  form('Square token', 'sq0atp- sq0csp- sq0idp-', run(url, 20, 60)),
  form('Square token', 'EAAA', run(url, 56, 64), whole),
  form('Braintree token', 'access_token$production$ access_token$sandbox$', [
    run(alnum, 16),
    '$',
    run(hex, 32),
  ]),
  form('Razorpay key', 'rzp_live_ rzp_test_', run(alnum, 14)),
  form('Mollie key', 'live_ test_', run(alnum, 30), { whole: true, withDigit: true }),
  form('Flutterwave key', 'FLWSECK_TEST- FLWSECK-', [run(anyHex, 20, 40), '-X']),
  form('Shopify token', 'shpat_ shpca_ shppa_ shpss_', run(anyHex, 30, 40)),
  form('Plaid token', 'access-sandbox- access-development- access-production-', uuid),
];

const ofOthers: readonly CredentialForm[] = [
  form('Notion token', 'ntn_', run(alnum, 30, 60)),
  form('Notion token', 'secret_', run(alnum, 43), whole),
  form('Linear key', 'lin_api_ lin_oauth_', run(alnum, 30, 80)),
  form('Airtable token', 'pat', [run(alnum, 14), '.', run(hex, 64)]),
  form('Asana token', '1/ 2/', [run(digits, 14, 18), ':', run(hex, 32)]),
  form('Figma token', 'figd_ figu_', run(url, 30, 60)),
  form('Dropbox token', 'sl.', run(url, 60, 2_000)),
  form('HubSpot token', 'pat-na1- pat-eu1-', uuid),
  form('Typeform token', 'tfp_', run(url, 30, 80)),
  form('Contentful token', 'CFPAT-', run(url, 30, 60)),
  form('Mapbox token', 'sk.eyJ', [run(alnum, 30, 200), '.', run(url, 16, 40)]),
  form('Facebook token', 'EAA', run(alnum, 90, 400)),
  form('extended private key', 'xprv yprv zprv tprv', run(alnum, 100, 120)),
  form('JSON web token', 'eyJ', [run(url, 8, 4_000), '.', run(url, 8, 8_000), '.', run(url, 0, 2_000)]),
];

export const credentialForms: readonly CredentialForm[] = [
  ...ofModels,
  ...ofClouds,
  ...ofVaults,
  ...ofDevelopers,
  ...ofMessages,
  ...ofPayments,
  ...ofOthers,
];
