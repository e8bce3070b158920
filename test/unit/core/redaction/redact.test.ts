import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redact } from '../../../../src/core/redaction/redact.ts';

// Put together here, so that no scanner takes the examples for leaked credentials.
const made = (...parts: readonly string[]): string => parts.join('');
const letters = 'AbCdEfGhIjKlMnOpQrStUvWxYz0123456789aBcDeFgHiJkLmNoPqRsTuVwXyZ';
const some = (length: number): string => letters.repeat(8).slice(0, length);

const keys: readonly (readonly [kind: string, key: string])[] = [
  ['Anthropic key', made('sk-', 'ant-api03-', some(80), 'AA')],
  ['OpenAI key', made('sk-', some(48))],
  ['OpenAI key', made('sk-', 'proj-', some(60))],
  ['AWS access key', made('AKIA', 'IOSFODNN7EXAMPLE')],
  ['GitHub token', made('ghp', '_', some(36))],
  ['GitHub token', made('github', '_pat_', some(22), '_', some(59))],
  ['GitLab token', made('glpat', '-', some(20))],
  ['npm token', made('npm', '_', some(36))],
  ['Slack token', made('xoxb', '-123456789012-', some(24))],
  ['Stripe key', made('sk', '_live_', some(24))],
  ['Stripe key', made('rk', '_test_', some(24))],
  ['Google key', made('AIza', some(35))],
  ['Google client secret', made('GOCSPX', '-', some(28))],
  ['Hugging Face token', made('hf', '_', some(34))],
  ['SendGrid key', made('SG.', some(22), '.', some(43))],
  ['JSON web token', made('eyJ', 'hbGciOiJIUzI1NiJ9', '.', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', '.', some(43))],
  ['Telegram token', made('123456789', ':', some(35))],
];

describe('redact', () => {
  for (const [kind, key] of keys) {
    const expected = `[redacted: ${kind}]`;
    const places: readonly (readonly [name: string, before: string, after: string])[] = [
      ['alone', '', ''],
      ['in a sentence', 'Please use ', ', thanks.'],
      ['in a code fence', '```\nKEY ', '\n```\n'],
      ['in quotation marks', 'call("', '")'],
      ['in an address', 'https://example.com/', '/x'],
    ];
    for (const [name, before, after] of places) {
      it(`takes out a ${kind} ${name}`, () => {
        const { text, count } = redact(before + key + after);
        assert.deepEqual({ text, count }, { text: before + expected + after, count: 1 });
      });
    }
    for (const [name, glue] of [
      ['two lines', '\n'],
      ['two indented lines', '\r\n    '],
      ['two quoted lines', '\n> '],
      ['two strings of code', '" +\n  "'],
      ['two escaped lines', '\\n'],
    ] as const) {
      it(`takes out a ${kind} split over ${name}, wherever it is split`, () => {
        for (const at of [5, Math.floor(key.length / 2)]) {
          const { text } = redact(`"${key.slice(0, at)}${glue}${key.slice(at)}"\nThanks for that.`);
          assert.equal(text, `"${expected}"\nThanks for that.`);
        }
      });
    }
  }

  const secrets: readonly (readonly [given: string, expected: string])[] = [
    [
      'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      'aws_secret_access_key = [redacted: key]',
    ],
    ['DB_PASSWORD=hunter2', 'DB_PASSWORD=[redacted: password]'],
    ["password: 'correcthorse'", "password: '[redacted: password]'"],
    ['{"api_key": "d41d8cd98f00b204e9800998ecf8427e"}', '{"api_key": "[redacted: key]"}'],
    ['client_secret := "Zx81-Qq72-Ty63-Pp54"', 'client_secret := "[redacted: key]"'],
    ['curl -H "Authorization: Bearer a1b2c3d4e5f6g7h8"', 'curl -H "Authorization: Bearer [redacted: token]"'],
    ['Authorization: Basic dXNlcjpwYXNzd29yZA==', 'Authorization: Basic [redacted: token]'],
    ['postgres://bob:s3cret@db.example.com/x', 'postgres://bob:[redacted: password in URL]@db.example.com/x'],
    ['redis://:s3cret@cache:6379', 'redis://:[redacted: password in URL]@cache:6379'],
    ['https://x.test/a?b=1&token=abcd1234efgh5678&c=2', 'https://x.test/a?b=1&token=[redacted: token]&c=2'],
    ['AccountKey=abcdefghijklmnopqrstuvwxyz0123456789==;', 'AccountKey=[redacted: key];'],
    ['mysql --password=hunter22 -u root', 'mysql --password=[redacted: password] -u root'],
    ['My password is hunter2!', 'My password is [redacted: password]'],
    ['Das Passwort lautet hunter2', 'Das Passwort lautet [redacted: password]'],
  ];
  for (const [given, expected] of secrets) {
    it(`takes the credential out of: ${given}`, () => assert.equal(redact(given).text, expected));
  }

  it('takes out private keys, to their end or to where they stop looking like one', () => {
    const block = (kind: string, end: string) =>
      `-----BEGIN ${kind}-----\nMIIEpAIBAAKCAQEA7x\n+/abc=\n${end}`;
    for (const kind of ['PRIVATE KEY', 'RSA PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'PGP PRIVATE KEY BLOCK']) {
      const { text } = redact(`before\n${block(kind, `-----END ${kind}-----`)}\nafter`);
      assert.equal(text, 'before\n[redacted: private key]\nafter');
    }
    assert.equal(
      redact(block('PRIVATE KEY', 'Please use this one.')).text,
      '[redacted: private key]\nPlease use this one.',
    );
    assert.equal(
      redact('-----BEGIN PRIVATE KEY-----\\nMIIE\\n-----END PRIVATE KEY-----').text,
      '[redacted: private key]',
    );
  });

  const harmless = [
    'commit 3f786850e387550fdab836ed7e6dc881de23001b',
    'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'id 123e4567-e89b-12d3-a456-426614174000',
    'integrity sha512-3f786850e387550fdab836ed7e6dc881de23001bAbCdEf==',
    'const token = getToken(); token = token; api_key: str',
    'password = os.environ["DB_PASSWORD"]; secret = process.env.SECRET',
    'password: must contain 8 characters',
    'PASSWORD=<your password> TOKEN=$TOKEN API_KEY=YOUR_API_KEY',
    'The password is wrong. The secret is out: the token expired.',
    'https://example.com/a?page=2&sort=name&key=title',
    'git@github.com:owner/repo.git and http://localhost:8080/a@b',
    '-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----',
    'ask-an-expert-about-the-very-long-name-of-this-thing',
    'task-0123456789abcdef0123456789',
    'a Basic introduction, a bearer of good news',
  ];
  for (const text of harmless) {
    it(`spares: ${text.slice(0, 60)}`, () => assert.equal(redact(text).text, text));
  }

  it('leaves the line after a whole key alone', () => {
    const key = made('sk-', 'ant-api03-', some(60));
    for (const next of ['Thanks', '2024-01-01 started', 'abc123 is the id', 'v2']) {
      assert.equal(redact(`${key}\n${next}`).text, `[redacted: Anthropic key]\n${next}`);
    }
  });

  it('takes out several, and counts them', () => {
    const [first, second] = [made('ghp', '_', some(36)), made('npm', '_', some(36))];
    assert.equal(redact(`${first} ${second} ${first}`).count, 3);
  });

  it('changes nothing that it has already been over', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(...keys.map(([, key]) => key), ...secrets.map(([given]) => given)),
        fc.string(),
      ),
    );
    fc.assert(
      fc.property(pieces, fc.constantFrom(' ', '\n', '"\n"'), (parts, glue) => {
        const once = redact(parts.join(glue)).text;
        assert.equal(redact(once).text, once);
      }),
      {
        examples: [[['My password is hunter2!', 'curl -H "Authorization: Bearer a1b2c3d4e5f6g7h8"'], ' ']],
      },
    );
  });

  it('changes nothing the second time in whatever is made of words for credentials, signs and credentials', () => {
    const words = (list: string): readonly string[] => list.split(' ');
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          ...words('password Passwort contraseña пароль 密码 pin code token secret key user login card'),
        ),
        fc.constantFrom(
          ...words('is was ist = : := -> / " \' ` ( ) [ ] { } , . ; @ :// -p -u and to from #'),
        ),
        fc.constantFrom(
          ...words('hunter2 4711 482913 Kx81qPz2mZ7tL4vR "#  #" marigold Blue-Kettle!7 bob 12-34-56'),
        ),
        fc.constantFrom(
          '\n',
          '\n\n',
          '\\n',
          ' ',
          '```\n',
          '- ',
          '**',
          '[redacted: key]',
          'curl -u ',
          'kind: Secret\n',
          'data:\n  ',
        ),
        fc.constantFrom(...keys.map(([, key]) => key)),
      ),
      { maxLength: 14 },
    );
    for (const seed of [1, 22, 333, 4444, 55555, 666666]) {
      fc.assert(
        fc.property(pieces, fc.constantFrom('', ' '), (parts, glue) => {
          const once = redact(parts.join(glue)).text;
          assert.equal(redact(once).text, once);
        }),
        { seed, numRuns: 500 },
      );
    }
  });

  it('never fails on arbitrary text, and leaves text without credentials as it is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof redact(text).text === 'string'));
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abc \n.,') }), (text) => redact(text).text === text),
    );
  });
});
