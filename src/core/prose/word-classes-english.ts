/**
 * Classes of English words, so that what is learned of one word holds for its like. The first class that a word stands
 * in is its part of speech; in the later ones, which are about meaning, it may stand as well.
 */
export const english: Readonly<Record<string, string>> = {
  I: 'i im ive id ill',
  me: 'me myself',
  my: 'my mine',
  you: 'you u ya youre youve youd youll yourself',
  your: 'your yours ur',
  we: 'we were weve wed well us ourselves',
  our: 'our ours',
  he: 'he she hes shes hed shed hell shell him her hers his himself herself who whos',
  they: 'they theyre theyve them their theirs everyone everybody someone somebody nobody people folks anyone anybody',
  it: 'it its itself thats theres heres',
  this: 'this that these those',
  the: 'the',
  a: 'a an another some',
  all: 'all every each any both everything anything nothing none whatever whichever wherever whenever either no',
  be: 'is are was were be been being am isnt arent wasnt werent',
  have: 'has have had having havent hasnt hadnt',
  do: 'do does did dont doesnt didnt',
  modal:
    'can could may might will would shall should must ought cant cannot couldnt wont wouldnt shouldnt mustnt need needs neednt lets gotta',
  not: 'not never no nope nah neither nor without',
  at: 'in on at to for from with by of as into onto under over above below between through throughout across during within per via after before since until till beyond past against about around off up down out like unlike than toward towards upon',
  and: 'and or but so because since if when while though although whereas unless once cos cuz coz',
  wh: 'what why how where which whose whats hows wheres',
  adverb:
    'just only also too again instead still yet already now then here there always ever often usually sometimes rarely really very quite rather actually even please pls anyway though currently maybe perhaps',
  past: 'said told went came saw got gave took made found left felt thought kept became began heard held met ran sat spoke stood wrote lost won paid sent slept fell grew broke chose drove ate forgot knew put set read cut let hit meant built bought brought caught taught led fed bled laid lay rose woke wore tore threw flew blew drew swore hung stuck struck swung spent bent lent hid bit lit shook understood mistook misread misheard mixed swapped sold sank sang rang drank stole froze',
  done: 'done gone seen given taken written known shown broken spoken chosen eaten forgotten been mistaken hidden driven',
  verb: 'use write answer reply respond keep make put give show return output print format name call spell say speak talk explain comment add include leave start begin end finish sign address refer quote cite translate summarise summarize list run test check commit push deploy ask tell stick stay follow treat store save log round count measure convert import install prefer choose pick take go send read work assume avoid stop skip drop remove delete change edit fix rename move refactor rewrite shorten trim cut find search look help draft create build generate design plan suggest propose describe compare review update upgrade merge split combine replace swap set turn open close try think imagine continue carry wait hold let get bring draw sketch sort group filter fetch load parse render wrap bump pin document mark tag label flag highlight underline bold capitalize capitalise link attach paste copy mention note remember forget consider state specify define declare mind respect obey honour honor preserve protect ensure limit cap restrict tone credit prefix expand polish proofread correct revise redo revert undo restore reset rebuild retry schedule book order buy sell cook calculate compute estimate price budget greet thank invite warn remind pretend act play roll narrate reformat reword rephrase simplify extract pull insert append sum stand hide bet guess walk throw raise catch handle validate verify confirm mock stub lint type annotate break iterate loop map reduce encode decode escape decline accept reject allow forbid ban ignore disregard omit exclude spare lose ditch scrap nix kill quit cease switch steer lean err aim favour favor default',
  language:
    'english german french spanish italian portuguese dutch russian chinese japanese british american us uk',
  day: 'monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december today tomorrow yesterday tonight week month year day hour morning evening',
  numeral:
    'one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty hundred thousand half couple few dozen first second third single double',
  unit: 'words sentences lines characters chars bullets bullet paragraphs paragraph pages page columns cols items points minutes min seconds sec ms hours euros euro dollars pounds quid cents percent kb mb gb km kg grams cm mm metres meters degrees celsius px sentence word line calories stanzas syllables beats rows pence gbp usd eur tokens',
  style:
    'tone voice style wording phrasing spelling grammar tense person pov perspective register emoji emojis headings heading headers bullets markdown bold italics tables table jargon slang swearing profanity exclamation adverbs adjectives metaphors similes cliches clichés rhyme rhymes dialogue narration prose format formatting length indentation tabs spaces semicolons commas quotes naming camelcase snake_case comments comment docstrings types tests abbreviations acronyms capitals caps lowercase uppercase dashes hyphens footnotes citations units dates currency prices temperature names titles title subject greeting signature disclaimer disclaimers apologies small-talk fluff preamble intro summary recap explanations',
  product:
    'answer answers reply replies response responses draft drafts version versions email emails letter letters message messages code function functions file files script scripts chapter chapters scene scenes story poem poems page pages list lists query queries test table plan plans document documents report reports post posts line output snippet snippets commit commits class classes branch migration migrations endpoint endpoints module modules recipe recipes menu itinerary essay',
  wrong:
    'wrong incorrect mistake mistaken error misread misheard misunderstood misunderstanding mixed mixup mix-up confused confusing swapped backwards reversed inverted typo mistyped off outdated false untrue slip muddle muddled contrary actually rather meant misspoke oops correction actual nope nah sorry apologies inaccurate misspelled misspelt transposed flipped upside mistook',
  rule: 'banned forbidden prohibited taboo verboten off-limits allowed permitted required mandatory compulsory obligatory strictly rule rules policy policies convention conventions standard limit limits restriction maximum minimum max min tops ceiling cap cutoff allergic allergy vegan vegetarian kosher halal gluten nut nuts dislike hate prefer preference preferably ideally rather always never ever whenever throughout everywhere everytime onwards henceforth forever permanently going consistently',
  thanks:
    'thanks thank thx cheers great perfect nice lovely brilliant ok okay cool good hi hello hey yes yeah yep sure right well fine',
};
