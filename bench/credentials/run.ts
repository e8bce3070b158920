// `npm run train-credentials [-- --out FILE] [-- --cross [--list]]`: fits the search for told credentials to the messages, or says how good it is with others.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { judged } from '../../src/core/redaction/told/told-credentials.ts';
import { type ToldModel, toldModel } from '../../src/core/redaction/told/told-model.ts';
import { encode } from '../recogniser/writing.ts';
import { hashOfMessages, readTraining } from './corpus.ts';
import { fitted, type ReadMessage, readMessage } from './fit.ts';
import { variantsOf } from './variants.ts';

const { values } = parseArgs({
  options: {
    cross: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    out: { type: 'string', default: 'src/core/redaction/told/told-weights.ts' },
  },
});

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const variants = 3;
const encoding = { distanceBits: 12, largest: 3 };

const withVariants = (messages: readonly ReadMessage[]): readonly ReadMessage[] => [
  ...messages,
  ...variantsOf(
    messages.map(({ message }) => message),
    variants,
  ).map(readMessage),
];

async function train(): Promise<void> {
  const messages = (await readTraining()).map(readMessage);
  const model = encode(fitted(withVariants(messages)), encoding);
  const bias = model.bias.map((one) => Number(one.toFixed(4)));
  const source = `// Written by \`npm run train-credentials\`; do not edit. See core/linear-model.ts for the format.
import type { WrittenModel } from '../../linear-model.ts';

/** Of the messages that the weights were fitted to; a test compares it. */
export const messagesHash = '${await hashOfMessages()}';

export const toldWeights: WrittenModel = {
  distanceBits: ${model.distanceBits},
  largest: ${model.largest},
  bias: [${bias.join(', ')}],
  features:
    '${model.features}',
};
`;
  await writeFile(values.out, source);
  print(`${messages.length} messages, ${source.length} characters of weights in ${values.out}`);
  report('fitted to', toldModel({ ...model, bias }), messages);
}

/** Leaves out one writer after the other, which tells how it does with people whom it has not read. */
async function cross(): Promise<void> {
  const messages = (await readTraining()).map(readMessage);
  const writerOf = ({ message: { source, isOther } }: ReadMessage): string =>
    isOther ? '' : (/^[swxyz]/.exec(source)?.[0] ?? source);
  for (const writer of new Set(messages.map(writerOf))) {
    if (writer === '') continue;
    const model = encode(fitted(withVariants(messages.filter((one) => writerOf(one) !== writer))), encoding);
    report(
      writer,
      toldModel(model),
      messages.filter((one) => writerOf(one) === writer),
    );
  }
}

function report(name: string, model: ToldModel, messages: readonly ReadMessage[]): void {
  const sum = { secrets: 0, byRules: 0, missed: 0, plain: 0, lost: 0, without: 0, touched: 0 };
  for (const { message, told } of messages) {
    const taken = judged(told, model);
    const gone = told.words.filter((_, index) => taken[index] === true || told.isKnown[index] === true);
    const isGone = (part: string, words = gone): boolean => {
      const at = message.text.indexOf(part);
      return words.some(({ from, to }) => from < at + part.length && at < to);
    };
    const known = told.words.filter((_, index) => told.isKnown[index] === true);
    const missed = message.secrets.filter((secret) => !isGone(secret));
    const lost = message.plain.filter((part) => isGone(part));
    sum.secrets += message.secrets.length;
    sum.byRules += message.secrets.filter((secret) => !isGone(secret, known)).length;
    sum.missed += missed.length;
    sum.plain += message.plain.length;
    sum.lost += lost.length;
    if (message.secrets.length === 0) {
      sum.without++;
      if (taken.includes(true)) sum.touched++;
    }
    if (values.list && (missed.length > 0 || lost.length > 0))
      print(
        `${message.source} MISSED ${JSON.stringify(missed)} LOST ${JSON.stringify(lost)} ${JSON.stringify(message.text)}`,
      );
  }
  print(
    `${name}: ${sum.missed} of ${sum.secrets} secrets missed (${sum.byRules} by rules), ${sum.lost} of ${sum.plain} others lost, words taken in ${sum.touched} of ${sum.without} messages without any`,
  );
}

await (values.cross ? cross() : train());
