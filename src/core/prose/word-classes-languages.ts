/**
 * Words that do the same in ten languages, so that what is learned in one holds in the others. Of Chinese and Japanese,
 * pieces that are looked for anywhere. A word may stand in several classes.
 */
export const acrossLanguages: Readonly<Record<string, string>> = {
  never: 'never nie niemals nimmer jamais nunca jamás mai nooit никогда nunca 绝不 永远不 从不 決して 絶対に',
  always:
    'always immer stets grundsätzlich durchgehend toujours systématiquement siempre sempre altijd steeds всегда везде throughout everywhere 总是 始终 一律 每次 永远 都要 必ず 常に いつも 毎回 すべて',
  only: 'only just solely nur ausschließlich bloß seulement uniquement que solo sólo solamente únicamente soltanto solamente apenas somente alleen slechts только лишь исключительно 只 仅 だけ のみ',
  please:
    'please bitte svp stp plaît prego favore favor alstublieft alsjeblieft graag пожалуйста 请 麻烦 ください 下さい お願い',
  not: 'not no dont cannot without nicht kein keine keinen keiner keinem ohne pas ne sans aucun aucune sin ningún ninguna non senza nessun nessuna não sem nenhum nenhuma niet geen zonder не без ни никаких нельзя 不 别 没 勿 ない ません 禁止',
  ban: 'banned forbidden prohibited taboo verboten tabu interdit interdite proscrit prohibido prohibida vietato vietata proibido proibida verboden запрещено запрещен запрещён 禁止 不得 严禁 禁忌 厳禁 不可 ダメ',
  must: 'must shall have müssen muss soll sollen sollte darf dürfen doit doivent faut devez debe deben tiene tienen hay deve devono bisogna va vanno deve devem precisa moet moeten mag mogen dient должен должна должно должны надо нужно следует 必须 必須 要 得 应该 务必 べき なければ 必要',
  want: 'want prefer like rather möchte will hätte lieber bevorzuge veux préfère voudrais aimerais préférerais quiero prefiero quisiera gustaría voglio preferisco vorrei quero prefiro gostaria wil liever хочу предпочитаю хотел хотела бы 希望 想要 喜欢 宁愿 ほしい 欲しい 好み 希望',
  hate: 'hate dislike hasse stört nervt déteste odio detesto haat ненавижу раздражает 讨厌 不喜欢 嫌い 苦手',
  onwards:
    'onwards henceforth ab künftig zukünftig fortan désormais dorénavant adelante ahora avanti poi adiante diante voortaan vanaf впредь отныне теперь 以后 今后 从现在 接下来 今後 これから 以降 以後',
  every:
    'every each all any jede jeder jedes jeden alle alles chaque tous toutes tout cada todo todos todas ogni tutti tutte tutto cada todos todas elke elk ieder iedere alle каждый каждая каждое все всё всех 每 所有 全部 各 毎 全て',
  most: 'most max maximum under below höchstens maximal unter maximum moins máximo menos massimo meno máximo menos maximaal hoogstens onder максимум более больше меньше 最多 不超过 以内 以下 至多 最大 まで 以内',
  least: 'least minimum mindestens minimal minimum mínimo almeno minimo minstens минимум 至少 最少 以上',
  when: 'if when whenever unless wenn falls sobald sooft si quand lorsque cuando se quando als wanneer indien если когда 如果 当 每当 の時 場合 とき たら',
  wrong:
    'wrong incorrect mistake mistaken falsch verkehrt fehler irrtum vertan verwechselt faux fausse erreur trompé trompée confondu equivocado equivocada error mal confundiste sbagliato sbagliata errore confuso errado errada erro engano fout verkeerd vergissing verward неверно неправильно ошибка ошибся ошиблась перепутал перепутала перепутали 不对 错 搞混 弄错 间违 違 間違 誤 勘違い 逆',
  meant:
    'meant said asked meine meinte gemeint sagte gesagt voulais dis dit disais parlais quise dije dicho refería refiero intendevo dicevo detto quis disse referia bedoel bedoelde zei gezegd имел имела говорил говорила сказал сказала 意思 我说的 指的是 说的是 つもり 言った 言って 意味',
  instead:
    'instead rather but sondern stattdessen statt anstatt plutôt mais sino vez lugar invece bensì ma mas invés maar plaats вместо 而是 而不是 ではなく じゃなく ではなくて 代わり',
  actually:
    'actually really correction eigentlich korrektur nochmal doch en fait réalité correction realidad corrección realtà correzione verdade correção eigenlijk correctie поправка самом 其实 更正 实际上 実は 訂正 正しくは',
  noWord: 'no nope nah wrong nein nö nee ne non no não nee нет 不是 不对 いや いいえ 違います',
  sorry:
    'sorry apologies entschuldigung verzeihung pardon désolé désolée excusez perdón perdona disculpa scusa scusate desculpa desculpe извини извините прости 抱歉 对不起 不好意思 すみません ごめん 失礼',
  again:
    'again anymore wieder nochmals erneut mehr nouveau encore plus otra nuevo vuelve más ancora nuovo più novamente novo mais opnieuw weer meer снова опять больше 又 再 还 不再 また もう',
  forget:
    'forget scrap drop lift ignore vergiss vergesst gestrichen aufgehoben oublie oubliez laisse olvida olvídate olvide dimentica lascia scorda esqueça esquece vergeet laat забудь забудьте отменяется снимаю 忘 取消 作废 不用 忘れて 撤回 なし',
  allowed:
    'allowed fine okay ok can may darfst dürfen kannst erlaubt peux pouvez autorisé permis puedes pueden permitido puoi potete permesso pode podem permitido mag kunt toegestaan можно можешь разрешаю 可以 允许 行 いい 構いません 大丈夫 OK',
  you: 'you your du dir dich dein deine ihr sie tu te ton ta tes vous votre vos tú te tu usted su ti lei você vocês seu sua je jij jou jouw u uw ты тебя тебе твой твоя вы вас вам ваш 你 您 あなた',
  me: 'i me my ich mir mich mein meine meinem meiner je moi mon ma mes yo mí mi mis io me mio mia eu mim meu minha ik mij me mijn я мне меня мой моя 我 私 僕 俺',
  us: 'we us our wir uns unser unsere nous notre nos nosotros nuestro nuestra noi nostro nostra nós nosso nossa wij we ons onze мы нам нас наш наша 我们 うち 弊社 当社 私たち',
  third:
    'he she his her they er seine seinen elle il ils elles son sa ses él ella su sus ellos lui lei suo sua loro ele ela seu eles hij zij ze zijn haar он она они его её ее их 他 她 它 他们 彼 彼女',
  told: 'said says told wrote claims sagt sagte meinte schrieb behauptet dit disait écrit raconte dice dijo decía escribió dice disse scrisse diz disse escreveu zegt zei schreef говорит сказал сказала пишет написал 说 告诉 写道 と言 って言 曰く',
  question:
    'what why how which who where was warum wieso wie welche wer wo quoi pourquoi comment quel quelle qui où qué cómo cuál quién dónde che cosa perché come quale chi dove que por como qual quem onde wat waarom hoe welke wie waar что почему как какой какая кто где 什么 为什么 怎么 哪 谁 吗 呢 何 なぜ どう どの 誰 どこ か？',
  thanks:
    'thanks thank danke merci gracias grazie obrigado obrigada bedankt dank спасибо 谢谢 多谢 ありがとう 助かり',
  task: 'write make add create rename translate fix show schreib schreibe erstelle füge benenne übersetze zeig mach écris fais ajoute crée renomme traduis montre escribe haz añade crea traduce muestra scrivi fai aggiungi crea traduci mostra escreva faça adicione crie traduza mostre schrijf maak voeg vertaal toon напиши сделай добавь создай переведи покажи исправь 写 帮我 翻译 改成 做 加 書いて 作って 翻訳 直して 教えて 追加して',
  keep: 'keep leave stay use lass lasse bleib bleibe verwende nutze nimm halte garde laisse reste utilise emploie mantén deja usa utiliza mantieni lascia usa tieni mantenha deixe use houd laat gebruik blijf используй оставь держи пиши отвечай 保持 使用 用 使って にして 統一',
  answer:
    'answer reply replies answers response antwort antworten antworte réponse réponses réponds respuesta respuestas responde risposta risposte rispondi resposta respostas responda antwoord antwoorden ответ ответы отвечай 回答 回复 答案 回答 返信 答え',
  because:
    'because since weil denn da parce car puisque porque pues perché poiché porque pois omdat want потому ведь так 因为 毕竟 から ので ため',
  reports:
    'says said say tells told wants wanted want asks asked demands demanded insists insisted reckons reckon thinks thought believes swears suggests suggested recommends recommended advises advised claims claimed argues complains complained requires required expects wrote writes reads states warns warned keeps prefers preferred goes mentioned requested sagt sagte meint meinte will wollte möchte verlangt fordert besteht rät riet empfiehlt schwört glaubt behauptet schreibt schrieb findet bittet dit disait veut voulait demande exige insiste conseille recommande pense croit prétend écrit jure trouve souhaite répète dice decía dijo quiere quería pide pidió exige insiste recomienda aconseja piensa cree opina afirma escribe jura sostiene vuole voleva chiede pretende insiste consiglia raccomanda pensa crede ritiene sostiene scrive giura diceva disse diz dizia quer queria pede pediu exige insiste recomenda aconselha pensa acha acredita escreve jura defende zegt zei wil wilde vraagt eist adviseert raadt vindt denkt gelooft beweert schrijft zweert говорит сказал сказала говорят хочет хотела хотел просит просят требует требуют советует советуют считает думает утверждает пишет настаивает уверяет 说 要求 建议 认为 觉得 坚持 希望 写着 规定 喊 と言 と書 が言 って言 によると によれば と思っ 勧め 主張',
  person:
    'mother mom mum father dad boss manager colleague coworker neighbour neighbor friend teacher professor supervisor wife husband sister brother aunt uncle grandma grandmother grandpa son daughter cousin client customer customers doctor lawyer landlord editor publisher reviewer reviewers readers reader team lead cto ceo pm roommate coach trainer chef guy lady someone people everybody parents parent kids guests mother-in-law mate flatmate mentor tutor nurse therapist vet dentist accountant mutter vater chef chefin kollege kollegin kollegen nachbar nachbarin freund freundin lehrer lehrerin frau mann schwester bruder tante onkel oma opa kunde kundin arzt ärztin anwalt vermieter mère père patron patronne chef collègue collègues voisin voisine ami amie prof professeur maîtresse mari femme soeur sœur frère tante oncle grand-mère client cliente médecin avocat madre padre jefe jefa compañero compañera compañeros vecino vecina amigo amiga profesor profesora maestra marido mujer hermana hermano tía tío abuela abuelo cliente médico abogado suegra cuñado primo socio capo collega colleghi vicino vicina amico amica professore professoressa prof maestra marito moglie sorella fratello zia zio nonna nonno medico avvocato suocera cugino mãe pai chefe colega colegas vizinho vizinha professora professor marido esposa irmã irmão tia tio avó avô médico advogado sogra cunhado primo sócio moeder vader baas collega buurman buurvrouw vriend vriendin leraar juf man vrouw zus broer tante oom oma opa klant dokter advocaat schoonmoeder мама папа мать отец начальник начальница шеф коллега коллеги сосед соседка друг подруга учитель учительница муж жена сестра брат тётя тетя дядя бабушка дедушка клиент врач юрист препод 妈妈 爸爸 老板 同事 邻居 朋友 老师 丈夫 妻子 老公 老婆 姐姐 妹妹 哥哥 弟弟 奶奶 爷爷 客户 医生 律师 婆婆 读者 领导 母 父 上司 同僚 隣 友人 友達 先生 夫 妻 姉 妹 兄 弟 祖母 祖父 客 医者 弁護士 店長 部長 課長 読者',
  document:
    'sign manual readme docs documentation email mail letter note notice poster newsletter website forum article blog book wiki contract lease policy memo flyer leaflet brochure label recipe handbook ticket comment page schild anleitung handbuch mail brief zettel aushang webseite forum artikel vertrag broschüre panneau manuel notice mail lettre mot affiche site article contrat règlement cartel manual correo carta nota aviso web foro artículo contrato folleto cartello manuale mail lettera biglietto avviso sito articolo contratto regolamento placa manual email carta bilhete aviso site artigo contrato bord handleiding mail brief briefje site artikel contract табличка инструкция письмо записка объявление сайт статья договор 牌子 手册 说明书 邮件 信 通知 公告 网站 文章 合同 看板 説明書 マニュアル メール 手紙 お知らせ サイト 記事 契約',
  once: 'once today tonight tomorrow now first just time later test temporarily heute morgen diesmal einmal mal erstmal jetzt vorerst ausnahmsweise kurz gerade nur nochmal aujourdhui cette fois ce soir demain maintenant pour instant exceptionnellement vite hoy esta vez mañana ahora por momento excepción primero oggi stavolta questa volta domani adesso per ora prima eccezione hoje desta vez amanhã agora por enquanto primeiro exceção vandaag deze keer nu even eerst morgen voorlopig eenmalig сегодня сейчас пока сначала завтра раз разок временно 这次 今天 这一次 现在 先 暂时 一下 明天 今回 今日 今 とりあえず 一度 まず 明日 ちょっと',
  habit:
    'usually normally typically generally mostly often used tend myself personally always habit gewöhnlich normalerweise meistens früher sonst immer selber gewohnt habitude normalement généralement souvent avant moi-même dhabitude autrefois normalmente generalmente suelo solía solemos antes siempre costumbre costumo costumamos geralmente sempre antigamente di solito normalmente spesso una volta sempre abitudine meestal gewoonlijk normaal vroeger altijd gewend обычно часто раньше всегда привык привыкла 通常 一般 平时 习惯 以前 经常 普段 いつも 昔 以前 たいてい 通常',
  suppose:
    'if would were had could wish suppose imagine hypothetically wäre würde hätte könnte wenn falls angenommen serais serait aurais pourrait si supposons fuera fuese sería habría si hubiera podría supongamos fossi fosse sarei sarebbe avrei se potrebbe fosse seria teria se poderia suponha zou zouden was als stel бы если был была допустим 如果 假如 要是 会 もし なら たら だったら',
  anybody:
    'people everyone nobody most many things germans americans man one always never world generally jeder niemand leute menschen viele alle man gens tout monde personne beaucoup on gente todo mundo nadie muchos uno tutti nessuno molti gente si todos ninguém muitos pessoas mensen iedereen niemand velen men люди все никто многие 人们 大家 很多人 一般人 人 みんな 誰も',
  manner:
    'antworte antworten schreib schreibe sprache stil ton form format kurz knapp länge sätze wörter zeilen tabelle liste réponds écris langue style ton forme format court longueur phrases mots lignes tableau liste responde escribe idioma estilo tono formato corto frases palabras líneas tabla lista rispondi scrivi lingua stile tono formato breve frasi parole righe tabella elenco responda escreva língua estilo tom formato curto frases palavras linhas tabela lista antwoord schrijf taal stijl toon formaat kort zinnen woorden regels tabel lijst отвечай пиши язык стиль тон формат кратко фраз слов строк таблица список 回答 写 语言 风格 语气 格式 简短 句 字 行 表格 列表 回答 書 言語 文体 口調 形式 短 文 字 行 表 リスト',
  address:
    'duzen siezen gesiezt geduzt sie du vouvoyer tutoyer tutoie vouvoie tutéame tutear usted tú lei tu dare darmi tratta trate você senhor senhora jij u tutoyeren ты вы выкай тыкай 敬語 タメ口 です ます 您 你',
};
