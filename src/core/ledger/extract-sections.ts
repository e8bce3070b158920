/** What the extract gathers over many turns: work done, errors, open tasks, references. Oldest first. */

import { isToolUse, plainText } from '../conversation/message.ts';
import { maskQuotations, sentencesOf } from '../prose/sentences.ts';
import { endsOf } from '../prose/text-ends.ts';
import { typedPart } from '../prose/user-prose.ts';
import { recognised } from '../recogniser/recognise.ts';
import { shortenedWords } from '../shortened.ts';
import { answersOf, type Facts, requestIn, turnsOf } from './extract-turns.ts';
import { identifierLine } from './ledger-lines.ts';
import { ledgerErrors, ledgerIdentifiers, ledgerSections } from './ledger-sections.ts';

const mostStatements = 40;

/** How an answer says that something is done, in the languages that the ledger knows. */
const done = new RegExp(
  [
    String.raw`(?<![\p{L}])(?:I(?:'ve| have)?|we(?:'ve| have)?) (?:now |also |just |then )?(?:added|created|changed|fixed|updated|removed|deleted|renamed|moved|wrote|written|implemented|set|installed|configured|replaced|refactored|merged|ran|found|decided|chose|chosen|sent|refunded|booked|drafted|completed|finished|verified|tested|converted|translated|extracted|split|shortened|rewrote|rewritten)(?![\p{L}])`,
    String.raw`^(?:\p{L}+ ){0,3}(?:added|created|changed|fixed|updated|removed|deleted|renamed|moved|implemented|installed|replaced|refactored|verified|completed|finished|done)(?![\p{L}])`,
    String.raw`(?<![\p{L}])(?:is|are|has been|have been|was|were) (?:now |already )?(?:added|created|changed|fixed|updated|removed|deleted|renamed|moved|implemented|done|finished|ready|in place|passing|complete|sent|booked|refunded|merged|deployed)(?![\p{L}])`,
    String.raw`(?<![\p{L}])(?:all )?(?:\d+ )?tests? (?:now )?pass(?:es|ed)?(?![\p{L}])`,
    '(?:habe ich|ich habe|wurde|wurden) .{0,120}(?:erstellt|geändert|behoben|hinzugefügt|gelöscht|entfernt|umbenannt|geschrieben|ergänzt|aktualisiert)',
    "(?:j'ai|nous avons) (?:ajouté|créé|modifié|corrigé|supprimé|renommé|écrit|mis)",
    '(?:he|hemos) (?:añadido|creado|cambiado|corregido|eliminado|renombrado|escrito)|(?:ho|abbiamo) (?:aggiunto|creato|modificato|corretto|eliminato|rinominato|scritto)',
    '(?:adicionei|criei|alterei|corrigi|removi|renomeei|escrevi)|ik heb .{0,100}(?:toegevoegd|gemaakt|gewijzigd|verwijderd|hernoemd|geschreven)',
    '已(?:经)?(?:创建|添加|修改|删除|修复|更新|完成)|(?:作成|追加|変更|修正|削除|更新|完了)しました|(?:добавил|создал|изменил|исправил|удалил|переименовал|написал)',
  ].join('|'),
  'iu',
);
const notDone =
  /[?？]$|\b(?:not|wait|seems?|likely|maybe|perhaps|probably|hmm|oops|suspect|assume|must have|haven't|hasn't|cannot|can't|couldn't|didn't|would|will|should|could|if|once|when|unless|let me|going to|need to)\b/i;

/** What answers report as done, and how many tools each turn used. */
export function completedWork(facts: Facts): readonly string[] {
  const lines = turnsOf(facts).flatMap((told): string[] => {
    const answers = answersOf(told);
    const reported = answers
      .flatMap((answer) => statements(plainText(answer.content)))
      .filter((sentence) => done.test(maskQuotations(sentence)) && !notDone.test(maskQuotations(sentence)))
      .slice(-3);
    const tools = answers.flatMap((answer) => answer.content.filter(isToolUse).map((use) => use.name));
    const used =
      tools.length === 0
        ? []
        : [
            `- Ran ${tools.length} tool calls: ${[...new Set(tools)].slice(0, 6).join(', ')} (turn ${told.turn})`,
          ];
    return [
      ...reported.map(
        (sentence) =>
          `- ${shortenedWords(sentence.replace(/^(?:[A-Z]{3,12}:|(?:And|But|So),?) /, ''), 260)} (turn ${told.turn})`,
      ),
      ...(reported.length === 0 ? used : []),
    ];
  });
  const { files } = ledgerSections(facts.ledger);
  const touched = files.filter((line) => !/: read \(turn \d+\)$/.test(line)).slice(-20);
  return [...lines.slice(-mostStatements), ...touched];
}

/** The sentences of an answer outside code, the beginning and end of a long one. */
function statements(answer: string): readonly string[] {
  const told = endsOf(answer, 12_000, '\n\n');
  return sentencesOf(typedPart(told)).map((sentence) => sentence.quote);
}

/** Errors word for word with what followed, and what the user put right. */
export function errorsAndCorrections({ ledger, firstTurn }: Facts): readonly string[] {
  const corrections = ledger.instructions.entries
    .filter((entry) => entry.kind === 'correction' && entry.revokedIn === null && entry.turn >= firstTurn)
    .map((entry) => `- The user corrected: "${shortenedWords(entry.quote, 300)}" (turn ${entry.turn})`);
  return [...ledgerErrors(ledger).slice(-12), ...corrections.slice(-20)];
}

const todo =
  /^(?:[-*+•]\s+)?(?:\[ \]\s+\S|(?:TODO|FIXME|to ?do|open|offen|à faire|pendiente|da fare|a fazer|待办|未完了|осталось)\s*[:：]\s*\S)/iu;
const later =
  /(?<![\p{L}])(?:later|after that,|afterwards|when you(?:'re| are) done|once (?:that|this|you)(?:'s| is| are)? (?:done|finished)|next(?:,| step| we| I|:)|then we(?:'ll| will| need| should)|we still (?:need|have) to|still (?:to do|missing|open)|don't forget to|remind me|at some point|eventually|tomorrow|next week|später|danach|anschließend|morgen|noch (?:zu tun|offen)|plus tard|ensuite|demain|más tarde|después|mañana|più tardi|dopo|domani|mais tarde|depois|amanhã|straks|daarna|morgen|потом|позже|завтра|затем)(?![\p{L}])|以后再|稍后|之后再|明天|後で|あとで|次に|明日/iu;

/** What was put off in words, unticked items, and the last request where nothing answered it. */
export function pendingTasks(facts: Facts): readonly string[] {
  const turns = turnsOf(facts);
  const asked = turns.flatMap(({ turn, user }) =>
    recognised(sentencesOf(user.typed))
      .filter(
        ({ sentence, kind }) =>
          kind !== 'rule' &&
          (later.test(sentence.masked) || todo.test(sentence.quote)) &&
          !/[?？]$/.test(sentence.quote),
      )
      .map(({ sentence }) => `- Asked for: "${shortenedWords(sentence.quote, 220)}" (turn ${turn})`),
  );
  const listed = turns.flatMap((told) =>
    answersOf(told)
      .flatMap((answer) =>
        plainText(answer.content)
          .split('\n')
          .filter((line) => todo.test(line.trim())),
      )
      .slice(0, 10)
      .map(
        (line) =>
          `- Listed in an answer: ${shortenedWords(line.trim().replace(/^[-*+•]\s+/, ''), 200)} (turn ${told.turn})`,
      ),
  );
  const last = turns.at(-1);
  const unanswered =
    last !== undefined && !answersOf(last).some((answer) => plainText(answer.content).trim() !== '');
  const request = last === undefined ? '' : requestIn(last.user.typed, 220);
  const open = unanswered && request !== '' ? [`- Not answered yet: ${request} (turn ${last.turn})`] : [];
  return [...asked.slice(-15), ...listed.slice(-10), ...open];
}

/** Identifiers that occurred again or that the user named, a few on a line. */
export function keyReferences({ ledger }: Facts): readonly string[] {
  return ledgerIdentifiers(ledger, 60).map(identifierLine);
}
