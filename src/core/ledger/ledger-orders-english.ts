/**
 * How English orders that stand look. `opening` patterns are tried where a clause begins, `anywhere` patterns on the
 * whole sentence; `never` patterns say that a sentence is none in spite of both. Every quantifier is bounded.
 */
import type { OrderRules } from './ledger-orders.ts';

/** Verbs that an order about how to work begins with. */
const verbs =
  'use|write|answer|reply|respond|keep|make|put|give|show|return|output|print|format|name|call|spell|say|speak|talk|explain|comment|add|include|leave|start|begin|end|finish|sign|address|refer|quote|cite|translate|summari[sz]e|list|run|test|check|commit|push|deploy|ask|tell|stick|stay|follow|treat|store|save|log|round|count|measure|convert|import|install|prefer|choose|pick|take|go|send|read|work|assume|mark|label|number|sort|link|wrap|indent|limit|cap|restrict|document|mention|change|edit|touch|modify|suggest|create|refactor|fix|update|do|be|let|set|have|get|throw|raise|type|target|build|move|remove|delete|rename|draft|end|open|close|skip|omit|capitali[sz]e|hyphenate|abbreviate|confirm|wait|tag|prefix|escape|validate|review|describe|present|express|pass|switch|default|rewrite|replace|implement|copy|generate|produce|provide|think|consider|respect|honou?r|protect|preserve|maintain|merge|rebase|squash|order|book|buy|cook|plan|schedule|remember|stop';

/** What style is spoken of: enough to take a bare "use …" or "… please" for a preference. */
const style =
  'tabs?|spaces?|quotes|semicolons?|commas?|camel ?case|snake_?case|kebab-?case|pascal ?case|typescript|javascript|python|rust|esm|commonjs|pnpm|yarn|npm|vitest|jest|pytest|british|american|australian|canadian|u[ks] (?:english|spelling)|english|german|french|spanish|italian|portuguese|dutch|chinese|japanese|russian|metric|imperial|celsius|fahrenheit|kilomet(?:er|re)s|miles|euros?|dollars?|iso(?: ?8601)?|utc|24-?hour|12-?hour|present tense|past tense|(?:first|second|third) person|passive|active voice|formal|informal|casual|polite|plain|simple|short|brief|concise|terse|bullet(?: ?points?)?|bullets|headings?|tables?|markdown|json|yaml|csv|emojis?|exclamation marks?|em ?dash(?:es)?|contractions|jargon|oxford comma|title case|sentence case|lower ?case|upper ?case|first names?|last names?|abbreviations|acronyms|footnotes|tone|style|spelling|units|words|sentences|type hints|docstrings|comments|async|composition|conventional commits|functional|strict mode';

/** What follows a condition when it is an order: anything but a subject. */
const command =
  '(?!(?:I|it|the|we|he|she|they|there|a|an|my|your|this|that|so|but|and|is|was|you|what|nothing|why|how)\\b)[a-z]';

const number =
  '(?:\\d[\\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|fifty|(?:a |one )?hundred|a few|a couple)';
const limit = `(?:at most|at least|no more than|not more than|no longer than|no fewer than|max(?:imum)?\\.?(?: of)?|up to|under|below|within|fewer than|less than|shorter than) ${number}`;
const quantified = '(?:each|every|any|all(?: of)?(?: the| your| my| our)?)';

/** A present-tense base form: narratives tell what happened, and third persons take an s. */
const baseForm =
  '(?!(?:mind|been|had|has|have|was|were|is|did|does|said|told|went|came|saw|knew|got|made|took|gave|found|left|felt|thought|kept|became|began|heard|held|met|ran|sat|spoke|stood|wrote|lost|won|paid|sent|slept|fell|grew|broke|chose|drove|ate|forgot|gone|seen|done|known|taken|given|written|understood|meant|there|here|late|early|so|too|very|more|less|the|a|an|true|like|easy|hard|good|nice|welcome|happy|right|wrong|available|possible|something|someone|somebody|nothing|one|some|my|his|her|its|their|ready|sure|room|time|fun|and|or|but|again|before|once|ever|would|could|will|can|should|such|quite|really|wanted|want|wants|love|loved|hate|felt|I|he|she|they|it|we|you)\\b)(?!(?!(?:bring|ping|string|sing|ring|cling|swing|spring)\\b)\\w{1,20}ing\\b)(?!(?!(?:need|embed|feed|proceed|exceed|succeed|speed|seed|shed|heed|shred)\\b)\\w{1,20}ed\\b)(?!(?!(?:focus|alias|bias|canvas)\\b)\\w{1,20}(?<![su])s\\b)[a-z]\\w{1,30}';

const personal = '(?:I|he|she|they|it|there|this|that|who|somebody|someone|everyone|nobody)';

export const englishOrders: OrderRules = {
  opening: [
    '(?!(?:I|he|she|they|it|we|you|there|this|that|who)\\b)(?:[\\w·-]+ ){1,4}always (?:in|with|without|as|at|on|before|after|first|last) ',
    '(?:comments?|identifiers?|texts?|titles?|headings?|names?|dates?|times?|prices?|amounts?|numbers?|answers?|replies|quotes|quotations|dialogue|code|docs|captions|labels|units|measurements|messages|commits?|tests?|emails?|chapters?|summaries|variables|functions|classes|files) (?:in|as|with|without|under|below|at|to|go in|only) (?!.*\\b(?:is|are|was|were|have|has|had|do|does|did|can|could|will|would|I|we|you)\\b)',
    'the (?:[\\w·-]+ ){1,3}(?:has|have) to (?!be (?:somewhere|a|an|fixed|done|here|there)\\b|go\\b|wait|leave|come)[a-z]',
    "I can(?:'?t|not) (?:have|eat|drink|tolerate) (?!to)[a-z]",
    '(?:capitali[sz]e|hyphenate|italici[sz]e|anonymi[sz]e) ',
    '(?:ask|send|give|tell|show) me .{1,60} (?:one|two|three) at a time',
    '(?:everything|(?:all|every|each) (?!time|morning|day|night|year|team|town|man|woman)(?:[\\w-]+ ){1,4})(?:must|should|shall|needs? to|has to|have to|gets?|goes|is to|are to|stays?|ends?|starts?|begins?|uses?|lives?|belongs?) ',
    'be (?!(?:right|there|that as|it|able|honest with you|back|gone)\\b)[a-z]',
    '(?:skip|drop|leave out|leave off|omit|lose|ditch|cut(?: out)?|spare me|enough (?:with|of)|go easy on|easy on|tone down|cut down on|lay off|less|fewer|no need for|minimi[sz]e) (?:the |all |any |your |with |of )?(?:\\w+ ){0,2}(?:pleasantries|disclaimers?|apolog(?:y|ies)|apologi[sz]ing|small ?talk|emojis?|fluff|filler(?: words)?|jargon|buzzwords|intros?|introductions?|preambles?|summar(?:y|ies)|recaps?|compliments|praise|flattery|clich[eé]s|adverbs|adjectives|exclamation marks?|headings?|bullets|bullet points|formatting|markdown|bold|italics|caveats|warnings|hedging|questions|rhetorical questions|jokes|puns|sarcasm|slang|formalities|greetings?|sign-?offs?|explanations?|comments?|footnotes)\\b',
    'no need to (?:apologi[sz]e|explain|summari[sz]e|repeat|thank|ask|greet|comment|justify|quote)\\b',
    '(?:try|aim) (?:not to|to (?:always |never |only )?(?:keep|avoid|stay|use|write|limit|not|be|stick|include|match|sound|follow)|for (?:under|at most|about|around|\\d))',
    '(?:write|spell|capitali[sz]e|hyphenate|abbreviate|pronounce) ["“„\'`·].{1,60} (?:with|without|as|in|like|one|two)\\b',
    '(?:let me (?:repeat|be clear|stress|remind you)|I repeat|to repeat|once more|mind you|for the record)[:,—–-]? ?\\S',
    'nothing (?:violent|about|over|under|longer|that|with|from|before|after|but|too|fancy|political|religious|sexual|personal) ',
    'I only (?:speak|read|eat|drink|use|work with)\\b',
    "(?:all|every|each|any|both)(?: of)?(?: the| our| my| your)? (?!time|morning|day|night|evening|year|now and then)(?!.*(?:\\b(?:I|he|she|they|we|you|was|were|had|did|is|are)\\b|n't))(?:[\\w·-]+ ){1,4}(?:in|with|without|as|under|at|to|on|into|through|via) (?:[\\w·€$-]+ ?){1,5}(?:,? (?:please|thanks|always))?[.!]*$",
    '(?:every|each|any)(?: new| single| public| changed)? (?!time|one|morning|day|night|year|evening|summer|winter|team|town|man|woman|child|person)(?:[\\w-]+ ){1,3}(?:needs|gets|requires|must|should|has to|comes with|goes through) ',
    '(?:the |all |our |my |your )?(?:\\w+ ){0,2}(?:tone|style|voice|language|text|texts|wording|answers?|replies|output|summary|code|page|site|app|book|story|chapters?|ending|narrator|title|titles|emails?|letters?|poem|speech|format|dates?|prices?|names?|dialogue|headings?|sentences?|paragraphs?|comments?|function names|variables|tests|examples?|captions?) (?:should|needs? to|has to|have to|ought to) (?:always |never |not |only )?(?:be|stay|remain|sound|feel|read|use|have|fit|end|start|contain|avoid|run|match|follow|rhyme)\\b(?! (?:fine|ok|okay|ready|back|done|able to|working|there)\\b)',
    '(?!(?:I|he|she|they|it|we|there|this|that|who|what|the only)\\b)(?:[\\w·-]+ ){1,4}only (?:with|if|when|after|for|in|on|by|as|from|to)\\b',
    '(?!(?:I|he|she|they|it|we|there|this|that|who|what)\\b).{4,160}, (?:always|every time|each time|without exception|no exceptions)[.!]*$',
    '(?:cite|use|keep|include|check|mention|state|put|end|start|begin|sign|ask|confirm|bump|update|tag|quote|note|run|give|link|credit|attach) .{1,100}\\b(?:before|after|for|in|with|on|to|of) (?:each|every|any) ',
    '(?:make|keep|leave|treat|test|document|type|review|check|validate|escape|label|number|date) (?:every|each|all|any) (?!of the (?:above|following|remaining))',
    "I expect (?!(?:it|that|to|him|her|a|an|you'll|they|so|the worst|not)\\b)[a-z]",
    '(?:answer|reply to|respond to|write to|address|greet|call|treat|thank|refer to|talk to|speak to) (?:the |all |our |my |every )?(?:customers?|users?|clients?|readers?|people|everyone|them|guests?|patients?|students?|callers?|members?|subscribers?)\\b.{0,40}\\b(?:in|with|by|as|only|always|politely|formally)\\b',
    '(?:agree that|remember[,:—-] ?\\S|I go by|my pronouns are|get (?:that|this|it|my name) right)',
    '(?:for|in|on|within|across) (?:this|the whole|the entire) (?:project|repo(?:sitory)?|book|story|novel|chat|conversation|document|codebase|blog|newsletter|report|thread|session|app|site|series),? (?!(?:I|we|can|could|what|how|why|there|it|he|she|they|the problem|is|are|was)\\b)',
    '(?:you (?:can|may)|feel free to) .{1,80}\\b(?:except|apart from|other than|as long as|provided|but not|only if|unless)\\b',
    '.{1,80}\\b(?:is|are|gets?) (?:always )?(?:spelled|spelt|written|pronounced|capitali[sz]ed|hyphenated|abbreviated) ',
    "I(?: really| would|'d)? (?:want|need|expect|like) you to .{1,120}\\b(?:every|each|always|never|only|before|whenever|from now)\\b",
    '(?!(?:I|he|she|they|it|we|you|there|this|that|who|what)\\b)(?:[\\w·-]+ ){1,4}(?:like|as|in|under|with|at|goes?|go in|lives?|belongs?|stays?) .{1,80}, (?:not|never) ',
    'treat .{1,60} as\\b',
    '(?:any|every|each|all) .{1,60}(?:has to|have to|must|needs? to|shall) ',
    '(?:if|when|whenever) (?:a|an|any|someone|somebody|the (?:user|customer|client|reader)|customers|users|clients|readers|people|something|anything|I (?:ask|say|send|paste|write|type|mention|quote))\\b.{2,120}, (?:please |always |then |just )?(?!(?:I|it|the|we|he|she|they|there|a|an|my|this|that|so|but|is|was|you|nothing|what|why|how)\\b)[a-z]',
    "I (?:do not|don'?t|can'?t|cannot) (?:eat|drink|tolerate|speak|drive)\\b",
    `(?:never|always)(?: ever| again| (?:carefully|explicitly|also|please|first|just|simply|directly|silently|blindly|manually))? ${baseForm}`,
    '(?:never|always) (?:in|with|on|at|as|to|by) (?:\\S+ ){1,6}\\S+$',
    'never,? ever',
    "(?:do not|don'?t),? (?:under|in|at|on|by|for) (?:any|all|no)\\b",
    `(?:stick (?:to|with)|stay in|keep to|stay with) `,
    '(?:[\\w·-]+ ){1,6}(?:is|are|goes?|stays?|belongs?) (?:always )?(?:in|as|at|on|under|with) .{1,60}, (?:never|not) ',
    "(?:do not|don'?t|do n't)(?: ever| just| please| you dare| also| simply| even| blindly| automatically| silently)? (?!(?:worry|tell me (?:it|you|that|the|this|he|she|they)|bother|mind|know|think|understand|remember|care|see|have|get|feel|panic|sweat|you|we|I|they|really|need|want|wanna|like|believe|recall|expect|trust me|hesitate|laugh|cry|ask me why|quite|suppose|seem|work|exist|match|apply|belong|appear|happen|fit|help)\\b(?! (?:me |us )?(?:to |with |any|emojis?|the word|of )))[a-z]",
    "(?:do not|don'?t) (?:forget|have (?:any|the|more)|get (?:rid|creative|fancy|clever)|see to|want (?:any|the|you|emojis?|to see)|like (?:it when|when)|mind the|work (?:on|around)|help (?:with|me)|expect (?:me|us)|trust (?:the|any)|match the|apply (?:the|any)|ask (?:me )?(?:for|before|again|to|every)|think (?:of|out loud)|explain)",
    `only (?:ever )?(?:use|answer|reply|respond|write|change|edit|touch|modify|show|give|print|return|output|include|run|commit|push|deploy|read|look|work|send|suggest|ask|tell|list|add|make|refer|quote|cite|speak|mention|test|install|import|call|fix|log|do|say|put|take|accept|allow|after|if I|when I|once I)(?! (?:one|two|three|some|a few) (?:of|\\w+s) (?:fail|pass|work))\\b`,
    '(?:avoid|refrain from|stay away from|stay off|stay out of|steer clear of|keep away from|hands off|leave out\\b|leave (?:\\S+ ){1,8}(?:alone|as (?:it|they) (?:is|are)|untouched|unchanged|in place|intact))',
    '(?:stop|quit|no more) (?!(?:the|here|there|now|it|this|that|server|working|at|in|for|and|by|bits?|than)\\b)\\w{2,20}(?:ing)\\b',
    'no more (?!than|questions|time|ideas|luck|errors?)[a-z]',
    'keep (?!(?:going|on|up|trying|working|reading|running|posted|calm|me|waiting|looking|asking|pushing|walking|talking|telling|thinking|wondering|seeing|an? eye|writing|it up|them coming|quiet|track|failing|forgetting|crashing|cool|well|safe|this between)\\b)[a-z\'"`·]',
    'keep (?:an? eye on|track of|me posted|me (?:in the loop|informed)|writing in|in mind|quiet about)',
    `(?:make sure|ensure|be sure|be careful|see to it|take care|be (?:brief|concise|terse|polite|formal|specific|honest|blunt|direct|consistent|strict|conservative))\\b`,
    '(?:please )?(?:remember|bear in mind|keep in mind|note) (?:to|that|we|I|all|the|our|my|not|never|always|no)\\b(?! (?:you|I|we) (?:said|asked|told|talked|discussed|did|had|saw|met|went|were|used))',
    '(?:from now on|from here on(?: out)?|from this point|going forward|in future|for future|as a (?:general )?rule|for the rest of|for the remainder|as of now|starting now|henceforth|until further notice|without exception)\\b(?!.*\\b(?:was|were|had|did)\\b)',
    `(?:in the future|in general|generally|as a (?:general )?rule|by default|as always|throughout(?: \\w+){1,4}),? (?:please |always )?(?!\\w+ (?:may|will|can|could|might|would|is|are|has|have)\\b)(?!.*\\b(?:was|were|had|did|stood|got|went|came|is|are|has)\\b)${command}`,
    'under no circumstances|in no case|on no account|at no (?:point|time)|by no means',
    `(?:whenever|every time|each time|any time|if|when(?:ever)?|before|after|unless|until|as long as) (?:you(?!(?:'ve|'re| have| are)? ?(?:completed|finished|done|ready|get (?:back|there))\\b)|I (?:say|ask|tell|write|type|mention)|in doubt|unsure|something|anything)\\b.{2,160}, (?:please |always |then |also |just )?(?:never|always|don'?t|do not|only|stop|${command})`,
    `(?:before|after) (?:${quantified} )?(?:\\w+ing|each|every|any)\\b.{1,120}, (?:please |always |then |also )?(?:never|don'?t|do not|only|${command})`,
    `(?:in|for|on|with|inside|within|throughout) ${quantified} .{1,80}, (?:please |always )?(?!(?:I|it|the|we|he|she|they|there|a|an|my|this|that|so|but|and|is|was|you|what|nothing)\\b)[a-z]`,
    `(?:use|write|say|call|spell|put|take|go with|choose|pick|prefer|import|run|send|name|store|return|throw|raise|log|format|deploy|target|read|speak|address|quote|round|count|show|do|make|switch to|stick (?:to|with)|refer to|reach for|install|write to|point to|connect to|test with|express|give|translate|keep|work (?:on|in|with)|stay (?:on|with))\\b.{1,140}(?:,? (?:and )?(?<!(?:do|does|did|is|are|was|were|will|would|can|could|should|has|have|had|am|why|or|whether|if)(?: and)? )not\\b|, never\\b| instead\\b| rather than | over the | over | as opposed to |; not\\b| — not\\b| - not\\b|, no )`,
    `(?:not|never|no) (?:\\S+ ){1,5}(?:but|, ?always|; ?use|[,;-] ?use)\\b`,
    `(?:instead of|rather than) .{1,80}, (?:please )?${command}`,
    'use (?:\\S+ ){1,5}(?:for|in|as) (?:all|everything|every|each|any|the (?:whole|entire)|tests|dates|times|times?tamps|numbers|prices|names|commits|logging|logs|styling|styles|imports|installs|dependencies|money|amounts|ids|measurements|headings|titles|quotations|quotes|dialogue|indentation|examples)\\b',
    '(?:answer|reply|respond|speak|talk|communicate|explain|comment|converse|chat)(?: to me| me| back| things| everything| to (?:customers|users|them|him|her))?,? (?:always |only |please )?(?:in|with|as|using|briefly|concisely|short|shortly|like|without|at most|formally|politely)\\b',
    `(?:write|format|return|give|present|show|express|state|put|output|spell|render|print|phrase|keep|name|write out|type|write down) (?:all |every |each |any |your |my )?(?!(?:me|us|the|a|an|this|that|these|some)\\b)(?:\\w+ ){0,2}(?:answers?|replies|responses?|code|comments?|dates?|times|timestamps|numbers|prices|amounts|names|titles|headings|emails?|mails?|messages?|text|prose|chapters?|tests?|docs|documentation|results?|output|dialogue|everything|summar(?:y|ies)|queries|quotes|units|temperatures|distances|weights|currency|currencies|variables?|files?|branches|functions|classes|constants|columns|tables|steps) (?:always |only )?(?:in|as|with|like|without|using|after|under|below|short|brief|to|at|lower|upper|simple|plain|formal)\\b`,
    '(?:call|address) (?:me|us|him|her|them|the (?:customer|user|client|reader)s?) (?!when|if|later|back|at|on|tomorrow|tonight|again|once|after|before|crazy|in|to)',
    '(?:refer to|sign|name|spell|pronounce|treat|label|mark|prefix|start|begin|end|close|open) (?:\\S+ ){1,6}(?:as|with|after|like|from|by)\\b.{0,60}\\b(?:as|with|after|like|always|never|not|every|each|all|name|initials|first|lower|upper)\\b',
    'refer to .{1,60} as ',
    `(?:limit|cap|restrict|confine|hold) (?:\\S+ ){1,8}to\\b`,
    `(?:${limit}|max\\.? ?\\d+) (?:\\w+ ){0,2}(?:words?|sentences?|lines?|characters?|chars?|bullets?|points?|items?|pages?|columns?|paragraphs?|examples?|questions?|options?|per|arguments?|parameters?|minutes?)\\b(?! (?:passed|later|ago|were|was|had|failed|left|remain))`,
    `no (?:\\S+ )?(?:longer|bigger|larger|more|fewer|shorter) than ${number}`,
    'ask (?:before|first|for (?:permission|approval))\\b',
    `(?:ask|check with|tell|warn|consult|confirm with|wait for|run it by) (?:me|us|my|for my)\\b.{0,60}\\b(?:before|first|when|if|whenever|prior|every time|each time|confirmation|approval|ok|go-ahead)\\b`,
    `(?:we|our team|this project|the project|our company|this repo|this codebase|my team) (?:never|always|only|don'?t|do not|doesn'?t) (?!(?:know|think|have|see|need|want|understand|care|get|really|even|seem|remember|find|mind|like)\\b)${baseForm}`,
    "(?:we|our team|our company) (?:can'?t|cannot|can not|must(?: not|n't)?|may not|aren'?t allowed to|are not allowed to|have to|are required to) (?:only |always |never |not )?(?:use|change|touch|add|modify|break|upgrade|install|rely|expose|share|mention|support|stay|keep|comply|run on|depend|ship|store|send|accept|include|follow|publish|exceed|spend|name|reveal|disclose)\\b",
    "(?:we|we're|we are|our team|our company|this project) (?:only|exclusively) (?:use|support|accept|target|ship|write|work|allow|deploy|sell|deliver|speak|offer)|we(?:'re| are) (?:stuck|locked) (?:on|to|into)|we (?:use|write|target|are on|run on|stick to|go with) .{1,80}(?:, not | not | instead of | rather than | only\\b| exclusively\\b)",
    "I(?:'d| would)? (?:really |much |strongly |generally |usually |always )?(?:prefer|rather(?! not say| be | have been| die| go| than)|favou?r)(?! not to (?:say|answer))\\b",
    'I (?:really |only |always |never |just )?(?:want|need|expect|would like|insist)(?: you| it| that| them)? (?:to )?(?:always|never|only|stop|keep|avoid|not|every|all|no|your (?:answers|replies)|the (?:answers?|replies|output|code|text|tone|final|result|summary) |(?:short|brief|concise|plain|honest|simple) )',
    "I(?:'d| would) (?:like|appreciate|love|want)(?: it)? (?:you|if you|all|every|each|no|any|the (?:answers?|replies|output|code|text|tone)|your)\\b(?! (?:to )?(?:help|could help|write|create|tell|explain|summari[sz]e|look|make|show|translate|give|help|fix|add|build|generate|draft|review|find))",
    "I(?:'d| would) (?:like|appreciate|love)(?: it)? (?:you to|if you(?: would| could)?) (?:always|never|only|not|stop|keep|didn'?t|avoid)",
    "I (?:really |just |honestly |also |generally )?(?:do not|don'?t|never|no longer) (?:ever |really )?(?:want|need|like)(?: to (?:see|have|read|hear|get))? (?:you|any|anything|the|it when|when|to see|emojis?|more|new|a|an|my|our|\\w+ing|\\w+s)\\b",
    "I (?:hate|dislike|can'?t stand|like|love|appreciate) it (?:when|if|that) ",
    "I (?:hate|dislike|can'?t stand) (?:when you|seeing|emojis?|exclamation|jargon|buzzwords|adverbs|clich[eé]s|long|the word)",
    'I like (?:my|it when|when|short|code|answers|things|to keep|to have|having) ',
    "I(?:'m| am) (?:allergic|intolerant|vegetarian|vegan|colou?r[- ]?blind|dyslexic|diabetic|lactose|gluten|coeliac|celiac)",
    'I have (?:a|an) (?:\\w+ )?(?:allergy|intolerance)',
    '(?:my |our |the |ground |house |one |another |new |general |important )?(?:rules?|requirements?|constraints?|style|format|tone|language|spelling|preference|reminder|important|nb|n\\.b\\.|remember|limit|deadline|budget|convention|no-gos?|units|audience|voice|tense)(?: (?:is|are|here|number \\w+|one|two|\\d+)){0,2}\\s?[:=–—-] ?\\S',
    "(?:(?:my|our|the) )?(?:preference|convention|rule|policy|standard|house style|style|limit|budget|hard limit)(?: here| for \\w+| in \\w+)?(?: is|'s) (?!(?:good|fine|nice|broken|not clear|unclear|ok)\\b)",
    `(?:(?:please|thanks)[,:]? )?no (?!.{0,80}(?<![\\p{L}])(?:desde|en|mi|que|qué|sé|es|está|el|la|los|las|se|lo|una|al|con|por|para|puedo|hay|di|il|ho|ci)(?![\\p{L}]))(?!(?:problem|errors?|warnings?|issues?|bugs?|complaints?|updates?|internet|connection|signal|money|effect|improvement|output|access|progress|crash|match(?:es)?|entry|entries|data (?:found|yet)|idea|worries|one|luck|wonder|doubt|need|way|rush|thanks|thank|clue|difference|matter|longer|sooner|offen[cs]e|such|further questions|hurry|result|results|response|reply|answer yet|change yet|news|joke|kidding|big deal|pressure|biggie|sign|trace|comment|shit|chance|reason|prob|sweat|sir|kidding|good|use|fun)\\b)(?:[\\w·\`"'/+#.-]+(?: (?:and|or|in|of|for|to|at|on|than|from|with|inside|within|without|the|my|our|your|any|this|please|here|ever|whatsoever|allowed|anywhere|either|new|third-party|external|only|unless|before|until|before|after|via|per|as|by|i|ask|say|you|over|under|\\w+s|\\w+ing|\\w+)){0,9})[.!]?(?:,? (?:please|thanks?|thank you))?[.!]*$`,
    `nothing (?:should|may|must|can|gets|goes|leaves|is to|longer than|over|older|newer|but|except)\\b`,
  ],
  imperative: {
    verbs: verbs.split('|'),
    patterns: [
      ' (?:\\S+ ){0,8}only\\b',
      ' .{1,160}\\b(?:before|after|for|in|with|on|to|at the (?:start|beginning|end|top|bottom) of|of|per) (?:each|every|any) [a-z]',
      ' .{0,120}\\b(?:in|for|to|with|across|throughout) all (?:of )?(?:the |your |my |our )?[a-z]',
      ` .{0,100}\\b${limit} (?:[a-z%])`,
      ' .{1,160}\\bwithout (?:ever )?(?:touching|changing|modifying|altering|breaking|introducing|installing|editing|renaming|removing|deleting|exposing|asking|adding (?:any|new|a |more|extra|third))',
    ],
  },
  styled: {
    words: style,
    patterns: [
      '(?:use (?!this|that|these|those)|(?:write|work|talk|type|switch|default)(?: only)? (?:in|to|with) )',
      '(?:[\\w·"\'“”-]+,? ){0,12}(?:please|only|always|throughout|everywhere|thanks?)(?:,? (?:please|thanks?))?[.!]*$',
    ],
  },
  anywhere: [
    'without (?:first |ever )?(?:telling|asking|consulting|warning|informing|checking with) me\\b',
    '(?:in|for) (?:all |any |your )?(?:future|later|subsequent|upcoming|the remaining|the other) (?:answers?|replies|responses?|messages?|chapters?|versions?|drafts?|emails?|files|code|commits?)\\b',
    '(?:stays?|remains?) (?:as (?:it|they) (?:is|are)|put|unchanged|untouched|the same|private|secret|confidential|out of (?:it|the)|off the)\\b',
    'pronouns (?:are|is)\\b',
    "(?:can'?t|cannot|must not|won'?t) (?:slip|be (?:moved|changed|extended|exceeded)|move\\b)",
    '(?:everywhere|throughout)[.!]*$',
    'nor (?:should|may|must) ',
    "you're (?:not|only|never) (?:allowed|permitted|supposed) to",
    "(?:it's|it is) (?:really |very |absolutely |also )?(?:important|crucial|essential|vital|critical|imperative|mandatory|key) (?:that|to|for)\\b",
    '(?:our|my|company|house) (?:[\\w·-]+ ){1,4}(?:forbids?|prohibits?|bans?|disallows?|requires?|demands?|calls for|insists on)\\b',
    '(?<!\\b(?:I|he|she|they|we|who|there|it|this|that|you) )must (?!be\\b|have\\b|admit|say|confess|know|think|mean|feel|see|come from|look|seem|suck)[a-z]{2,}',
    "you (?:must|mustn't|must not|are to|are not to|aren't to|are (?:not|only) allowed to|aren't allowed to|shall|shall not|should always|should never|should only|should not|shouldn'?t|may only|can only|may not|are (?:only |not )allowed to|aren't allowed to|have to (?:always|never|only|make sure)|need to (?:always|never|only|make sure|stop|keep)|ought to)(?! (?:be (?:joking|kidding|tired|right|wrong|hungry|new|proud|busy|crazy|mad|the|a|an)|have (?:been|seen|heard|had|noticed|forgotten|missed|gone|known)|know|think|see|admit|feel|mean|remember)\\b) ",
    "(?:must|shall|should|may)(?:n'?t| not| never| always| only| at all times) (?!have been)[a-z]",
    '(?:has|have|needs?) to (?:always |never |only |still )?(?:stay|remain|be (?:in |under |below |at |less|kept|written|formatted|backward|compatible|accessible|valid|formal|polite|short|able|translated|signed|approved|reviewed|compliant|deterministic|idempotent|reproducible|offline|available)|fit|match|support|conform|comply|work (?:with|on|in|without|offline)|run (?:on|in|without|offline)|pass|contain|include|start with|end with|use)\\b',
    'must (?:be (?!(?:something|someone|somebody|because|why|wrong|broken|missing|related|caused|due|coming|joking|kidding|tired|hungry|nice|hard|fun|great|so|very|quite|true|mistaken|possible|why|how|what|where|a bug|an error|some|another|the (?:cause|reason|problem|issue|case|one|cache|same|first|best|worst))\\b)|stay|remain|use|contain|include|follow|start|begin|end|fit|match|support|pass|keep|work|run|conform|comply|sound|read|have (?!been|had|gone|seen|missed|forgotten)|appear|come|go|preserve|return|fail|die|survive|live|wear|speak|remember to|carry|respect|take|provide|give|handle|exit|finish|cost|mention|refer|address)\\b',
    '(?:is|are|stays?|remains?) (?:strictly |absolutely |completely |totally |always )?(?:forbidden|off[- ]limits|out of bounds|prohibited|banned|mandatory|compulsory|non-negotiable|taboo|verboten|a no-go|sacred|read-only for you|a must|a hard (?:limit|requirement|rule|constraint)|not an option|not negotiable|out of scope)\\b',
    "(?<!method )(?:is|are) (?:not|n't|never) (?:allowed|permitted|acceptable|to be (?:\\w+ed|used|touched|changed|mentioned|shown|sent))\\b",
    "(?:isn't|aren't) (?:allowed|permitted|acceptable)\\b",
    'from now on|from here on(?: out)?|going forward|until further notice|for the rest of (?:this|the|our) (?:conversation|session|chat|project|book|story|document|thread|work|day|novel)|in all (?:future|later|further|your) |at all times|under no circumstances|without exception|no exceptions|unless I (?:say|ask|tell|explicitly)|unless (?:explicitly|specifically) (?:asked|told|requested)|without (?:asking me|my (?:ok|okay|approval|permission|consent|explicit|say-so))|in every (?:single )?(?:answer|reply|response|message|file|chapter|scene|commit|email)',
    '(?:every|each) (?:single )?time you\\b',
    'whenever (?:you|I (?:say|ask|write|type|mention))\\b',
  ],
  never: [
    '^(?!(?:(?:please|and|but|also|so|ok|okay),? )*(?:if|when|whenever|unless|until|before|after|every time|each time|never|always|don.?t|do not|only|make|keep|use|avoid|stop|remember|no|stick|treat|let)\\b).{0,200}(?<!\\b(?:I|we|you|be|is|are|not|never|must|should|don.t|always|to|that) )(?:says|said|wrote|claims|claimed|states|stated|suggests|suggested|replied|thinks|thought|believes|believed|recommends|recommended|insists|insisted|shouted|whispered|warned|warns|complained|argues|argued|told (?:me|us|him|her|them|everyone)|asked (?:me|us|him|her|them))\\b',
    '\\b(?:according to|as the saying goes|they say|it says|reads:|says:|said:|wrote:|I (?:read|heard|learned|was told|saw|noticed) (?:that|somewhere|it)|rumou?r|supposedly|apparently|allegedly)\\b',
    "^(?:I|we|he|she|they|it|there|who|nobody|everyone|someone) (?:\\w+ )?(?:must|should|shouldn't|must not|mustn't|may|might|has to|have to|had to|needs? to|needed to) (?:admit|say|confess|have|go|leave|be off|run|think|see|figure|get|find|ask|know|decide|learn|be)\\b(?! (?:in|under|able|below|at most|kept|sure))",
    '^(?:never ?mind|no (?:problem|worries|idea|thanks|thank you)|not sure|always (?:happy|glad|nice|good|a pleasure))\\b',
    `^(?:${personal}) (?:\\w+ )?(?:never|always|only|just|already|still) (?!(?:want|need|expect|prefer|accept|like|ever want)\\b)\\w+\\b(?!.{0,120}\\b(?:please|you (?:must|should|are|need|have))\\b)`,
    `^(?:there|it|this|that) must be\\b(?! (?:in |under |below |at |kept|less|no |written|formatted|able|short|formal|translated|signed|approved|accessible|compatible|valid|idempotent|deterministic|backward|reviewed|optional|readable|consistent|encrypted|stored|sent|shown|possible to))`,
  ],
  /** Questions are none, except when they are polite orders. */
  politeQuestion:
    '\\b(?:can|could|would|will|may|might) (?:you|we|I ask you)(?: please| kindly| also| just| mind)?,? (?:to )?(?:please |kindly )?(?:always|never|only|make sure|ensure|keep|stop|avoid|not|stick|from now on|refrain|use (?:.{1,60}(?:instead|rather than|, not)|["“„\']·)|(?:answer|reply|respond|speak|write) (?:to me )?(?:only )?in|remember|limit|leave|call me|address)\\b|from now on|in (?:the )?future|every time you|whenever you|going forward|would you mind (?:not |always |never )?\\w+ing .{0,80}(?:from now|always|every|instead)',
};
