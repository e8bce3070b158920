// `npm run train [-- --out FILE] [-- --cross [--list]] [-- --links]`: fits the recogniser to the corpus, or says how good it is with
// others, or fits what tells which rule a sentence takes back.

import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { linkFeatures } from '../../src/core/instructions/link-features.ts';
import { recogniseWith } from '../../src/core/recogniser/recognise.ts';
import { recogniserFolder } from '../fixture-paths.ts';
import { readHalf } from '../probe/conversations.ts';
import { hashOfCorpus, type LabelledMessage, readCorpus } from './corpus.ts';
import { alarms, type JudgedPart, judgedParts, recall, thresholdAt } from './judge.ts';
import { dot, type LinkWeights, linkWeightsFor, type Meeting, meetingsIn } from './links.ts';
import { modelsOf, numbered, trained, type WrittenModels } from './training.ts';

const { values } = parseArgs({
  options: {
    cross: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    links: { type: 'boolean', default: false },
    out: { type: 'string', default: 'src/core/recogniser/weights.ts' },
  },
});

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const percent = (share: number): string => (share * 100).toFixed(1).padStart(5);

async function train(): Promise<void> {
  const messages = await readCorpus();
  const models = trained(numbered(messages), messages);
  const source = sourceOf(models, await hashOfCorpus());
  await writeFile(values.out, source);
  print(`${messages.length} messages, ${source.length} characters of weights in ${values.out}`);
  report(judged(models, messages));
}

const sourceOf = ({ orders, revocations }: WrittenModels, hash: string): string => {
  const model = ({ distanceBits, largest, bias, features }: WrittenModels['orders']): string => `{
    distanceBits: ${distanceBits},
    largest: ${largest},
    bias: [${bias.map((one) => Number(one.toFixed(4))).join(', ')}],
    features:
      '${features}',
  }`;
  return `// Written by \`npm run train\`; do not edit. See core/linear-model.ts for the format.
import type { WrittenModel } from '../linear-model.ts';

/** Of the corpus that the weights were fitted to; a test compares it. */
export const corpusHash = '${hash}';

export const written: Readonly<Record<'orders' | 'revocations', WrittenModel>> = {
  orders: ${model(orders)},
  revocations: ${model(revocations)},
};
`;
};

const judged = (models: WrittenModels, messages: readonly LabelledMessage[]): readonly JudgedPart[] => {
  const decoded = modelsOf(models);
  return messages.flatMap((message) =>
    judgedParts(
      message,
      recogniseWith(
        decoded,
        message.sentences.map(({ sentence }) => sentence),
      ),
    ),
  );
};

/** Leaves out four blind writers' conversations, one after the other, which tells how the model does with people it has not read. */
async function cross(): Promise<void> {
  const messages = await readCorpus();
  const all = numbered(messages);
  const groups = [...new Set(messages.map(({ source }) => source))].filter((source) =>
    /^blind-[bgnt]$/.test(source),
  );
  const parts = groups.flatMap((writer) => {
    const models = trained(
      all,
      messages.filter(({ source }) => source !== writer),
    );
    return judged(
      models,
      messages.filter(({ source }) => source === writer),
    );
  });
  report(parts);
  if (values.list) list(parts);
}

const levels = [0.02, 0.03, 0.04, 0.05, 0.06, 0.08];

function report(parts: readonly JudgedPart[]): void {
  for (const level of levels) {
    const threshold = thresholdAt(parts, level);
    print(
      `false alarms ${percent(level)} %, threshold ${threshold.toFixed(2)}: recognised ${percent(recall(parts, threshold))} %`,
    );
  }
  const threshold = thresholdAt(parts, 0.04);
  const sources = [...new Set(parts.map(({ source }) => source))]
    .map((source) => parts.filter((part) => part.source === source))
    .filter((own) => own.filter(({ label }) => label === 'none').length >= 50);
  print(
    `mean over sources, each at its own threshold: ${percent(sources.reduce((sum, own) => sum + recall(own, thresholdAt(own, 0.04)) / sources.length, 0))} %`,
  );
  const groups: readonly (readonly [string, (part: JudgedPart) => string])[] = [
    ['label', ({ label }) => label],
    ['language', ({ language }) => language],
    ['source', ({ source }) => source],
  ];
  for (const [name, groupOf] of groups) {
    print(`by ${name}`);
    for (const group of new Set(parts.map(groupOf))) {
      const own = parts.filter((part) => groupOf(part) === group);
      print(
        `  ${group.padEnd(24)} recognised ${percent(recall(own, threshold))}  false alarms ${percent(alarms(own, threshold))}  of its own at 4 % ${percent(recall(own, thresholdAt(own, 0.04)))}  parts ${own.length}`,
      );
    }
  }
}

function list(parts: readonly JudgedPart[]): void {
  const threshold = thresholdAt(parts, 0.05);
  for (const { label, evidence, source, text } of parts) {
    const isWanted = label === 'rule' || label === 'correction';
    if (isWanted && evidence <= threshold) print(`MISSED ${source} ${label} ${evidence.toFixed(1)} ${text}`);
    if (label === 'none' && evidence > threshold - 0.7)
      print(`TAKEN ${source} ${evidence.toFixed(1)} ${text}`);
  }
}

/** Two blind writers at a time are judged by models that have not read them, as all whom the product meets will be. */
async function links(): Promise<void> {
  const messages = await readCorpus();
  const all = numbered(messages);
  const writers = [...new Set(messages.map(({ source }) => source))].filter((source) =>
    /^blind-[bcdgk-t]$/.test(source),
  );
  const folds: (readonly Meeting[])[] = [];
  for (let at = 0; at < writers.length; at += 2) {
    const left = writers.slice(at, at + 2);
    const models = modelsOf(
      trained(
        all,
        messages.filter(({ source }) => !left.includes(source)),
      ),
    );
    const halves = await Promise.all(left.map((name) => readHalf(`${recogniserFolder}/${name}.json`)));
    folds.push(
      meetingsIn(
        halves.flatMap(({ conversations }) => conversations),
        models,
      ),
    );
  }
  const weights = linkWeightsFor(folds.flat());
  await writeFile('src/core/instructions/link-weights.ts', linkSourceOf(weights));
  for (const level of [2, 1, 0.5, 0, -0.4, -0.8, -1.2]) print(strikesAt(folds, level));
}

function strikesAt(folds: readonly (readonly Meeting[])[], level: number): string {
  let struck = 0;
  let wrong = 0;
  for (const fold of folds) {
    const { bias, weights } = linkWeightsFor(folds.filter((other) => other !== fold).flat());
    for (const { isRevoked, sentences } of fold) {
      if (!sentences.some((features) => dot(features, weights) + bias > level)) continue;
      if (isRevoked) struck++;
      else wrong++;
    }
  }
  return `evidence above ${level}: ${struck} struck that were taken back, ${wrong} that were not`;
}

const linkSourceOf = ({ bias, weights }: LinkWeights): string => {
  const rounded = (value = 0): number => Number(value.toFixed(4));
  const lines = linkFeatures.map((name, at) => `    // ${name}\n    ${rounded(weights[at])},`);
  return `// Written by \`npm run train -- --links\`; do not edit.

/** In the order of the features in link-features.ts. */
export const linkWeights: { readonly bias: number; readonly weights: readonly number[] } = {
  bias: ${rounded(bias)},
  weights: [
${lines.join('\n')}
  ],
};
`;
};

await (values.links ? links() : values.cross ? cross() : train());
