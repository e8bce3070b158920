/**
 * Judges whether a sentence of the user is an order that stands: a rule, limit, format, preference or ban. Rules of
 * thumb misjudge; what they miss still goes along among the user's own words.
 */
import { englishOrders } from './ledger-orders-english.ts';
import {
  chinese,
  dutch,
  french,
  german,
  italian,
  japanese,
  portuguese,
  russian,
  spanish,
} from './ledger-orders-languages.ts';
import { anyOf, wordStart } from './ledger-patterns.ts';
import type { Sentence } from './ledger-sentences.ts';

/** Sources of case-insensitive patterns; see `anyOf`. */
export interface OrderRules {
  /** Matched where a clause begins. */
  readonly opening: readonly string[];
  /** Matched after the first word of a clause that begins with one of the verbs. */
  readonly imperative?: { readonly verbs: readonly string[]; readonly patterns: readonly string[] };
  /** Matched where a clause begins that soon speaks of a matter of style. */
  readonly styled?: { readonly words: string; readonly patterns: readonly string[] };
  /** Matched anywhere at a word's start. */
  readonly anywhere: readonly string[];
  /** A sentence that matches is no order, whatever else it says. */
  readonly never: readonly string[];
  /** Questions are orders only when they match this. */
  readonly politeQuestion: string;
}

interface CompiledRules {
  readonly script: RegExp;
  readonly opening: readonly RegExp[];
  readonly verbs: ReadonlySet<string>;
  readonly imperative: RegExp | null;
  readonly styleWords: RegExp | null;
  readonly styled: RegExp | null;
  readonly anywhere: RegExp;
  readonly never: RegExp;
  readonly politeQuestion: RegExp;
}

function compile(rules: OrderRules, script: RegExp, spaced: boolean): CompiledRules {
  const before = spaced ? wordStart : '';
  const { imperative, styled } = rules;
  return {
    script,
    // One pattern each: all in one would take the engine ten times as long to build.
    opening: rules.opening.map((source) => anyOf([source], '^')),
    verbs: new Set(imperative?.verbs),
    imperative: imperative === undefined ? null : anyOf(imperative.patterns, '^'),
    styleWords: styled === undefined ? null : anyOf([`(?:${styled.words})\\b`], before),
    styled: styled === undefined ? null : anyOf(styled.patterns, '^'),
    anywhere: anyOf(rules.anywhere, before),
    never: anyOf(rules.never),
    politeQuestion: anyOf([rules.politeQuestion], before),
  };
}

const latin = /[A-Za-z]/;
const languages: readonly CompiledRules[] = [
  compile(englishOrders, latin, true),
  ...[german, french, spanish, italian, portuguese, dutch].map((rules) => compile(rules, latin, true)),
  compile(russian, /\p{Script=Cyrillic}/u, true),
  compile(japanese, /[\p{Script=Hiragana}\p{Script=Katakana}]/u, false),
];
const han = compile(chinese, /\p{Script=Han}/u, false);

/** True for a sentence that tells how things are to be done from now on. */
export function isOrder(sentence: Sentence): boolean {
  const text = sentence.masked.replace(/^[*_~\s]+|[*_~\s]+$/g, '').replace(/\*\*|__/g, '');
  // A sentence that is nothing but a quotation, a link or a path says nothing in the user's own voice.
  if (text.replace(/[^\p{L}]/gu, '').length < 2) return false;
  if (sentence.underRules && !/[?？]$/.test(text)) return true;
  return languagesOf(text).some((rules) => obeys(rules, text));
}

function languagesOf(text: string): readonly CompiledRules[] {
  const spoken = languages.filter((rules) => rules.script.test(text));
  const isJapanese = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text);
  return !isJapanese && han.script.test(text) ? [...spoken, han] : spoken;
}

function obeys(rules: CompiledRules, text: string): boolean {
  const isQuestion = /[?？][)"'”»」]*$/u.test(text);
  if (isQuestion) return rules.politeQuestion.test(text);
  if (rules.never.test(text)) return false;
  if (rules.anywhere.test(text)) return true;
  return clausesOf(text).some((clause) => opens(rules, clause));
}

/** How far from a clause's beginning a matter of style is still what the clause is about. */
const styleReach = 50;

function opens({ opening, verbs, imperative, styleWords, styled }: CompiledRules, clause: string): boolean {
  if (opening.some((pattern) => pattern.test(clause))) return true;
  const first = /^[a-z]+/i.exec(clause)?.[0] ?? '';
  if (verbs.has(first.toLowerCase()) && imperative?.test(clause.slice(first.length)) === true) return true;
  return styleWords?.test(clause.slice(0, styleReach)) === true && styled?.test(clause) === true;
}

const mostClauses = 16;
const clauseBreak =
  /(?:[,;:–—(…]|\s-)\s+|\s(?:and|but|so|then|also|plus|und|aber|dann|et|mais|puis|y|pero|por tanto|e|ma|però|mas|en|maar|и|но|а)\s+/giu;

/** What people say before they say what they want. */
const leadIn =
  /^(?:please|pls|plz|ok(?:ay)?|hi|hello|hey|thanks|thank you|great|good|nice|cool|perfect|sure|right|well|also|and|but|so|then|now|again|therefore|thus|do(?= (?:ask|use|keep|include|tell|check|mention|warn|make sure|remember))|absolutely|definitely|strictly|seriously|ideally|preferably|obviously|of course|oh|ah|yes|yeah|yep|no|btw|by the way|just|actually|instead|first|second(?:ly)?|third(?:ly)?|finally|lastly|next|one (?:more|other|last) (?:thing|rule|note|request)|another thing|additionally|furthermore|moreover|besides|however|otherwise|kindly|let'?s|let us|remember|claude|everyone|folks|for (?:me|us)|on this project|in this (?:project|repo|book|story|chat|conversation|document|codebase)|here|and yes|same here|bitte|also|danke|gut|übrigens|außerdem|ja|nein|aber|und|s'il (?:te|vous) plaît|stp|svp|merci|et|mais|aussi|oui|por favor|gracias|y|pero|también|sí|per favore|per piacere|grazie|e|anche|sì|obrigad[oa]|também|sim|alsjeblieft|alstublieft|bedankt|graag|ook|en|maar|пожалуйста|спасибо|и|но|а|также|да)(?![\p{L}\p{N}])[\s,.:;!–—-]*/iu;

/** The rest of the text from each place where a clause begins, without what only leads in. */
function clausesOf(text: string): readonly string[] {
  const starts = [0];
  for (const match of text.matchAll(clauseBreak)) {
    if (starts.length >= mostClauses) break;
    starts.push(match.index + match[0].length);
  }
  return starts.flatMap((start) => {
    const clause = text.slice(start).replace(/^[\s"'(·*_-]+/u, '');
    return withoutLeadIns(clause);
  });
}

/** The clause, and what remains of it as one lead-in after the other is taken off. */
function withoutLeadIns(clause: string): readonly string[] {
  const forms = [clause];
  for (let rest = clause; forms.length < 6; ) {
    const shorter = rest.replace(leadIn, '');
    if (shorter === rest || shorter === '') break;
    forms.push(shorter);
    rest = shorter;
  }
  return forms;
}
