/** The words by which credentials are found, sought in one pass: how they begin, and what people call them. */
import { type CommandAt, type CredentialCommand, credentialCommands } from './credential-commands.ts';
import { credentialLabels, type Label } from './credential-labels.ts';
import { type CredentialForm, credentialForms } from './service-credentials.ts';
import type { Subject } from './subject.ts';
import { wordFinder } from './word-finder.ts';

export interface AnchorAt {
  readonly at: number;
  readonly anchor: string;
  readonly form: CredentialForm;
}

export interface LabelAt {
  readonly at: number;
  readonly label: Label;
}

type Meaning = Omit<AnchorAt, 'at'> | Omit<LabelAt, 'at'> | { readonly command: CredentialCommand };

/** Read with the first text, so that the list of labels is not needed at activation. */
function* allWords(): Generator<readonly [word: string, meaning: Meaning]> {
  for (const form of credentialForms)
    for (const anchor of form.anchors) yield [anchor.toLowerCase(), { anchor, form }];
  for (const label of credentialLabels) yield [label.word, { label }];
  for (const command of credentialCommands) for (const word of command.words) yield [word, { command }];
}

const findWords = wordFinder(allWords());

/** @param lower the text in lower case, position for position */
export function credentialWords(subject: Subject, lower: Subject) {
  const anchors: AnchorAt[] = [];
  const labels: LabelAt[] = [];
  const commands: CommandAt[] = [];
  for (const { at, word, meaning } of findWords(lower)) {
    if ('label' in meaning) labels.push({ at, ...meaning });
    else if ('command' in meaning) commands.push({ at, word, ...meaning });
    else if (subject.slice(at, at + word.length) === meaning.anchor) anchors.push({ at, ...meaning });
  }
  return { anchors, labels, commands };
}
