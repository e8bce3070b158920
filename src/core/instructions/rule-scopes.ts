/** For whom, where and when a rule holds, as far as it says so: "to me", "for the web site", "when I ask". */
import { classesOf } from '../prose/word-classes.ts';

const openers = new Set(
  `to for in on at with inside within when whenever if while unless during
  für in im bei beim auf mit gegenüber wenn falls während
  pour dans en chez avec quand si sur lors
  para en con cuando per nel nella nei con quando se com em no na nos nas
  voor in op bij met als wanneer tegen
  для в во на при когда если с со`.split(/\s+/),
);

/** They say nothing of where a rule holds, or that it does everywhere, or in the conversation itself. */
const empty = new Set(
  `the a an my our your their his its this that these those any it you here there i we
  all every each everything everyone anything always now today on general future case cases time times end first place least most once
  der die das den dem des ein eine einen einem einer mein meine meinen unser unsere diese dieser diesem dies alle allen alles jede jeden jedem jeder du sie ich wir zukunft immer jetzt fall
  le la les l un une des mon ma mes notre nos votre vos ce cette ces tout tous toute toutes chaque je tu vous nous toujours avenir cas
  el los las un una unos mi mis nuestro nuestra este esta estos todo todos todas cada siempre futuro caso
  il lo gli i uno mio mia nostro nostra questo questa tutto tutti tutte ogni sempre caso
  o os as um uma meu minha nosso nossa este esta isto tudo todo cada sempre
  de het een mijn ons onze dit deze dat alle alles elke ieder iedere altijd toekomst geval
  это этот эта все всё всех каждый каждом всегда будущем
  chat chats conversation conversations session sessions thread threads discussion dialogue answer answers reply replies response responses message messages
  gespräch gespräche gesprächen unterhaltung sitzung verlauf antwort antworten nachricht nachrichten
  échange échanges fil séance réponse réponses conversación conversaciones charla sesión hilo respuesta respuestas mensaje mensajes
  conversazione conversazioni sessione discussione risposta risposte messaggio messaggi conversa conversas sessão resposta respostas mensagem mensagens
  gesprek gesprekken sessie antwoord antwoorden bericht berichten
  чат чате чата беседе беседы разговоре диалоге сеансе сессии переписке ответ ответе ответах ответы сообщении сообщениях сообщения`.split(
    /\s+/,
  ),
);

const longest = 4;
const mostTokens = 150;

/**
 * The words that say for whom, where and when.
 *
 * @param isValue true for a word that the rule chooses: "in German" is no place
 */
export function scopeOf(quote: string, isValue: (word: string) => boolean): ReadonlySet<string> {
  const scope = new Set<string>();
  let left = 0;
  let count = 0;
  for (const [token] of quote.toLowerCase().matchAll(/[\p{L}\p{N}][\p{L}\p{N}'’_.+#/-]*|[,;:!?()]/gu)) {
    if (++count > mostTokens) break;
    const word = token.replace(/[.'’/-]+$/, '');
    if (openers.has(word)) left = longest;
    else if (!/^[\p{L}\p{N}]/u.test(token)) left = 0;
    else if (left > 0) {
      left--;
      const isAction = classesOf(word)[0] === 'verb';
      if (!empty.has(word) && !isAction && !isValue(word) && !/^\d/.test(word)) scope.add(word);
    }
  }
  for (const [, where = ''] of quote.matchAll(unspaced)) if (!emptyUnspaced.test(where)) scope.add(where);
  return scope;
}

const unspaced =
  /(?:[对给在](?=\p{Script=Han}{1,6}[用说回写讲里中时，]))(\p{Script=Han}{1,6}?)(?=[用说回写讲里中时，])/gu;

const emptyUnspaced = /^(?:这个|这次|这段|本次|本|此)?(?:聊天|对话|会话|讨论|回答|回复|答案|消息)$/u;

/** Each names a place, a reader or a case that the other does not. */
export const areApart = (one: ReadonlySet<string>, other: ReadonlySet<string>): boolean =>
  [...one].some((word) => !other.has(word)) && [...other].some((word) => !one.has(word));
