/** How lines begin that say, or only suggest, that somebody else is speaking: tags, forwarded mail, announcements. */

export const openingTag = /^\s{0,12}<([A-Za-z][\w:.-]{0,60})(?:\s[^<>]{0,400})?>/;

const order =
  'instructions?|rules?|constraints?|requirements?|guidelines?|preferences?|conventions?|important|task|request|regeln|vorgaben|anweisungen|règles|consignes|reglas|instrucciones|regole|istruzioni|regras|instruções|regels|правила';

/** Tags that wrap the user's own orders and not a document; what stands in them is read as typed. */
export const orderTag = new RegExp(`^(?:${order})$`, 'i');
const orderTags = new RegExp(`^<(?:${order})>\\s*|\\s*</(?:${order})>$`, 'gi');
/** A line of such orders without the tags at its ends. */
export const withoutOrderTags = (line: string): string => line.replace(orderTags, '');
/** A document's may be called so too. */
export const likeOrderTag = new RegExp(`[a-z_:.-](?:${order})$`, 'i');
/** Tags that make words look different, and do not wrap anything. */
export const emphasis = /^(?:b|i|u|s|em|strong|mark|code|kbd|small|big|span)$/i;

export const forwarded =
  /^\s*-{2,}\s*(?:(?:original|forwarded|weitergeleitete|ursprüngliche|doorgestuurd|oorspronkelijk)\s?(?:e-?mail|message|nachricht|bericht)|message (?:d'origine|transféré)|mensaje (?:original|reenviado)|messaggio (?:originale|inoltrato)|mensagem (?:original|encaminhada)|исходное сообщение|пересланное сообщение)|^Begin forwarded message:/i;
export const mailEnd = /^\s*-{2,}\s*(?:end|ende|fin|fine|fim|einde|конец)\b/i;
/** `Subject: …`, bold in some programs. */
export const mailHeader = /^\*{0,2}[\p{Lu}][\p{L}-]{1,20}:\*{0,2}\s/u;
/** Another mail begins within the one that is quoted. */
export const nextMail = /^\W*(?:from|sent|von|gesendet|de|da|van|от):/iu;
export const signOff =
  /^\s*(?:--\s*$|(?:(?:best|kind|warm|many) )?(?:regards|wishes|thanks)\b.{0,20}$|thank you[,.!]?$|cheers[,.!]?$|sincerely|yours|best[,.!]?$|(?:mit |viele |beste |liebe |freundliche )+.{0,20}gr(?:ü|ue)(?:ß|ss)|danke[,.!]?$|cordialement|bien à|saludos|un saludo|atentamente|cordiali saluti|saluti|atenciosamente|abraços|met vriendelijke|groet|с уважением|此致|よろしく)/i;

/** A line that introduces somebody else's words; the paragraph after it is theirs. */
const announcement = new RegExp(
  [
    String.raw`\b(?:says?|said|wrote|writes|reads|states?|replied|answered|told (?:me|us|them)|complained|returns|returned|prints|printed|shows|outputs?|logs?|traceback|stack ?trace|error(?: message)?|README|docs|documentation|changelog|e-?mail|ticket|article|excerpt|quote[ds]?|transcript|paste[ds]?)\b[^:]{0,40}:\s*$`,
    String.raw`\b(?:here(?:'s| is| are)|below is|this is|the following)\b[^:]{0,80}:\s*$`,
    String.raw`(?:schreibt|schrieb|sagt|sagte|steht|lautet|ausgabe|fehlermeldung|écrit|a dit|message d'erreur|escribió|dice|dijo|salida|ha scritto|scrive|escreveu|disse|schreef|zegt|пишет|написал[а]?|ошибка)\b[^:]{0,40}:\s*$`,
    String.raw`(?:说|写道|输出|日志|报错|と言|と書|エラー|ログ|出力)[^：:]{0,20}[：:]\s*$`,
  ].join('|'),
  'iu',
);
const ownAnnouncement =
  /\b(?:I|my|our|we|rules?|requirements?|constraints?|instructions?|guidelines?|preferences?|must|follow|please)\b/i;

export const announces = (line: string): boolean =>
  line.length < 300 && /[:：]\s*$/.test(line) && announcement.test(line) && !ownAnnouncement.test(line);
