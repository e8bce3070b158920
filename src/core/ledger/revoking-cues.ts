/**
 * How people let it be known that something holds no longer, or otherwise, in ten languages. Each by itself says little
 * (one goes "back to" a page as well): `rule-links.ts` weighs them.
 */

/** Words and, behind the slash, pieces of Chinese and Japanese. */
const sources = {
  back: 'back to|back on the table|back in|again|wieder|zurück(?: zu)?|de nouveau|à nouveau|otra vez|de nuevo|vuelve a|volvamos|di nuovo|torna(?:re)? a|torniamo|de novo|novamente|volta para|voltar a|weer|terug naar|снова|опять|обратно|вернёмся|вернемся/又|改回|恢复|また|戻',
  afterAll:
    'after all|actually|on second thoughts?|come to think|thinking about it|you know what|changed (?:my|its|his|her|their) mind|change of (?:plans?|mind)|doch(?: lieber)?|planänderung|finalement|tout compte fait|à la réflexion|changement de (?:plan|programme)|al final|pensándolo(?: bien)?|mejor|cambio de planes|alla fine|ripensandoci|pensandoci|cambio di programma|no fim|pensando bem|melhor|mudança de planos|toch(?: maar| liever)?|bij nader inzien|всё-таки|все-таки|всё же|все же|лучше/还是|算了|其实|やっぱり|やはり',
  stop: 'stop|drop|skip|scrap|ditch|lose|leave (?:it|them|that|those|out|off|the)|leave .{1,20} (?:out|off)|no more(?! than)|forget(?: about)?|never ?mind|cancel|lift|ignore|enough|get rid of|vergiss|vergesst|streich\\p{L}*|lass\\p{L}* .{0,20}weg|weglassen|lass das|kannst .{0,40} lassen|schluss mit|genug|heben .{0,20} auf|oublie\\p{L}*|laissez? tomber|arrête\\p{L}*|plus de|enlève\\p{L}*|supprime\\p{L}*|olvid\\p{L}*|deja(?:d)? de|dejemos|quita\\p{L}*|basta|dimentica\\p{L}*|lascia(?:mo)? (?:stare|perdere)|togli\\p{L}*|smetti\\p{L}*|esque\\p{L}*|deixa\\p{L}* de|chega de|pare de|tira\\p{L}*|vergeet|laat .{0,20} (?:weg|maar)|stop met|schrap\\p{L}*|забудь\\p{L}*|хватит|убер\\p{L}*|убира\\p{L}*|отменя\\p{L}*|снимаю|перестань\\p{L}*/忘|取消|作废|不用|算了|别再|去掉|忘れ|撤回|やめ|なし|要らな|いらな',
  allowed:
    'allowed|fine|okay|ok|alright|welcome|may|can|free to|go ahead|permitted|acceptable|no problem|darf\\p{L}*|dürf\\p{L}*|kannst|können|erlaubt|in ordnung|peux|pouvez|autorisé\\p{L}*|permis\\p{L}*|puedes?|pueden|permitid\\p{L}*|vale|puoi|potete|possono|va bene|permess\\p{L}*|podem?|mag|mogen|kan|kun(?:t|nen)|toegestaan|prima|можно|можешь|можете|разреша\\p{L}*/可以|允许|行了|没关系|いい|構いません|大丈夫|OK|ありに',
  noLonger:
    "no longer|not .{0,30}any ?more|isn't .{0,20}any ?more|don't need|doesn't (?:need|matter|apply)|no need|needn't|(?:is|are) (?:over|gone|dead|off|out)|is done|'s (?:over|gone|out)|has been (?:lifted|dropped)|nicht mehr|nicht länger|brauchst .{0,30} nicht|musst? nicht|entfällt|gilt nicht|raus|vorbei|ne .{0,30} plus|n'.{0,30} plus|plus besoin|plus la peine|pas la peine|ya no|no hace falta|non .{0,30} più|non serve|não .{0,30} mais|não precisa|niet meer|hoeft niet|geen .{0,20} meer|больше не|не нужн\\p{L}*|не надо|необязательно/不再|不用再|不需要|没必要|もう|必要ない|なくて(?:も)?いい|しなくて",
  now: "now|from (?:now|here|this point|today)(?: on)?|going forward|from the next|henceforth|ab (?:jetzt|hier|sofort)|von jetzt an|künftig|désormais|maintenant|dorénavant|à partir de|a partir de|ahora|desde ahora|d'ora in poi|adesso|ora|agora|daqui|doravante|vanaf nu|voortaan|nu|теперь|отныне|впредь|с этого момента/现在|从现在|以后|今后|これから|今後|今から",
  instead:
    'instead|rather|in its place|statt(?:dessen)?|lieber|sondern|plutôt|à la place|au lieu|en vez|en su lugar|en cambio|invece|piuttosto|al posto|em vez|no lugar|in plaats|liever|вместо|лучше/改成|改为|换成|而是|代わり|ではなく|にして|に変え',
  tooMuch:
    'too \\p{L}+|hurting|confusing|killing|stress\\p{L}*|clutter\\p{L}*|annoying|tired of|zu|anstrengend|nervt|trop|demasiado|cansa\\p{L}*|troppo|demais|cansou|te|слишком/太|すぎ',
  also: 'also|too(?=[.,!)]|$)|as well|in addition|either|auch|außerdem|zudem|ebenfalls|aussi|également|en plus|también|además|anche|inoltre|também|além disso|ook|bovendien|тоже|также|кроме того|ещё/也|另外|还要|も(?=[、。]|$)|また、|さらに',
  once: 'this once|this time|this one|for now|just (?:now|today|for this)|only today|diesmal|dieses mal|ausnahmsweise|nur heute|vorerst|cette fois|pour une fois|por esta vez|esta vez|solo hoy|questa volta|per una volta|dessa vez|desta vez|só hoje|deze keer|voor één keer|на этот раз|в этот раз|только сегодня/这次|这一次|今回(?:だけ|は)|今日だけ',
} as const;

export type Cue = keyof typeof sources;

const pattern = (source: string): RegExp => {
  const [words = '', pieces = ''] = source.split('/');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])|${pieces}`, 'iu');
};

const patterns = Object.entries(sources).map(([cue, source]) => [cue as Cue, pattern(source)] as const);

/** Where each cue begins that a sentence holds. */
export function cuesIn(masked: string): ReadonlyMap<Cue, number> {
  const found = new Map<Cue, number>();
  for (const [cue, source] of patterns) {
    const at = masked.search(source);
    if (at >= 0) found.set(cue, at);
  }
  return found;
}
