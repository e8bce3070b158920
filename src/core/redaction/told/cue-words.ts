/**
 * Words by which people speak of credentials, of what they open and of what is none, by what they say. A star stands for
 * any ending.
 */

/** What a word says about the words around it. */
export type Cue =
  | 'secret'
  | 'code'
  | 'key'
  | 'phrase'
  | 'question'
  | 'lock'
  | 'net'
  | 'account'
  | 'enter'
  | 'open'
  | 'set'
  | 'give'
  | 'is'
  | 'with'
  | 'new'
  | 'number'
  | 'policy'
  | 'unit'
  | 'not'
  | 'keypad'
  | 'digit'
  | 'guess'
  | 'spell'
  | 'so'
  | 'after'
  | 'ask'
  | 'service'
  | 'fail'
  | 'stop';

const cues: { readonly [cue in Cue]: string } = {
  secret:
    'password* passwd* passcode* passwort* pwd pw pws pswd pass kennw* codewort* geheimwort* losung* contraseña* contrasena* clave claves senha* wachtwoord* mdp motdepasse passphrase* parola* пароль* парол* hasło hasła hasłem heslo lösenord* adgangskode* salasana* kodeord* codeword* watchword* safeword* login-daten zugangsdaten anmeldedaten identifiants credenciales credenziali credenciais inloggegevens credentials creds 密码 密碼 口令 パスワード パスフレーズ 비밀번호 암호 lösenord lösenordet hasło hasłem haslo heslo adgangskoden passord passordet sifre şifre parolası jelszó salasana hasła пароля пароль пароли pw',
  code: 'pin pins pincode* pin-code* code codes coden kode* código* codigo* codice* codici код* кода* кодом пин* puk tan mtan otp totp cvv cvc passcode* zahlencode* türcode* torcode* zugangscode* haustürcode* alarmcode* toegangscode* deurcode* digicode* combination* combo* kombination* zahlenkombination* combinaison* combinación* combinación combinazione* combinação* combinatie* cijfercode* cijfercombinatie* комбинаци* geheimzahl* geheimnummer* ziffernfolge zahlenfolge digits ziffern chiffres cifras cifre cijfers цифр* 验证码 驗證碼 码 暗証番号 番号 コード 数字 認証 確認コード 取件码 kod kodu kodem kodzik koden kode kodet koodi kód pinkod pin-kod kodlås',
  key: 'key keys key-id apikey* token* jeton* secret* schlüssel* zugriffstoken* netzwerkschlüssel* clé clés chiave chiavi chave chaves llave llaves sleutel* ключ* токен* licence licences license licenses lizenz* licenza* licencia* licença* licentie* лицензи* serial credential* jwt bearer webhook* signature* hmac salt dsn cookie* 密钥 令牌 授权码 激活码 许可证 キー トークン 鍵 ライセンス シークレット nyckel* nøgle* klucz* klíč* anahtar* klucz avain licencja licensnyckel',
  phrase:
    'passphrase* phrase phrases frase frases mnemonic seed words wörter wörtern wort mots parole palabras palavras woorden слова слово фраз* sentence satz zin 助记词 フレーズ 単語 合言葉 キーワード 短语',
  question:
    'question* answer* answered frage* antwort* sicherheitsfrage* réponse* pregunta* respuesta* pergunta* resposta* domanda* risposta* vraag* antwoord* вопрос* ответ* maiden mädchenname* soltera nubile solteira meisjesnaam девичья pet haustier mascota huisdier animal school schule école escuela escola scuola 质问 秘密の質問 答え 答案 安全问题 旧姓',
  lock: 'door* gate* alarm* safe safes lock locks locked padlock* lockbox* keybox* keysafe* locker* shed garage* entrance entry house flat apartment building cabin cottage airbnb box boxes tür türen haustür* tor tore schloss vorhängeschloss* tresor* safe spind* schließfach* haus wohnung* schuppen ferienwohnung* schlüsselkasten* schlüsselsafe* schlüsselbox* alarmanlage* fahrradschloss* zahlenschloss* koffer* porte portes portail cadenas coffre* alarme boîte immeuble* hall résidence gîte antivol vélo puerta* portal alarma caja candado* casa piso trastero buzón taquilla maleta porta portone portino cancello cassaforte allarme lucchetto armadietto cassetta garagem portão cofre cadeado prédio armário deur* voordeur* achterdeur* poort* kluis* slot hangslot* sleutelkluis* sleutelkastje* kastje loods berging fietsslot* двер* сейф* домофон* подъезд* замок замка замк* сигнализаци* калитк* ворот* шкафчик* чемодан* гараж* 门 門 门锁 保险箱 保险柜 密码锁 门禁 快递柜 大门 単元门 ドア 玄関 金庫 鍵 オートロック ロッカー 宅配ボックス キーボックス 南京錠 phone tablet ipad iphone sim handy telefon téléphone teléfono telefono telefone телефон* card karte carte tarjeta carta cartão kaart карт* 卡 カード 手机 スマホ dörr* port porten grind* lås larm* dør alarm dveř* drzwi brama bramy furtk* klatk* domofon* skrytk* sejf* kłódk* szafk* szatni* trezor ovi kapı kasa portkod kodlås nyckelskåp fastighet* sim simkort simkortet sim-karte carte-sim',
  net: 'wifi wi-fi wlan wlan-* wifi-* router* ssid network* netz* netzwerk* réseau red rete rede hotspot* fritz* gast gäste* guest* invités invitados ospiti box roteador вайфай вай-фай wi‑fi роутер* сет* 无线 网络 路由器 ワイファイ ルーター ネットワーク 回線 wifi nätverk* sieć sieci netværk síť ağ verkko',
  account:
    'user users username* user-* login logins log-in account accounts admin administrator root name email mail e-mail id benutzer* nutzer* konto kontos anmeld* zugang* utilisateur* identifiant* compte* usuario* cuenta* utente* account* conto usuário* conta gebruiker* gebruikersnaam* inlog* пользовател* логин* аккаунт* учётк* учетк* учётн* почт* ник 账号 帐号 账户 用户名 登录 登陆 用户 アカウント ログイン ユーザー ユーザ名 id portal portail bank banque banco banca банк* konto kontot konta användare användarnamn* użytkownik* logowani* inlogg* bruger brugernavn bruker uživatel* přihlášen* kullanıcı hesap tunnus',
  enter:
    'type* typed enter* entered press pressed punch* dial* key* input* tap tapped put puts use uses used using try tried trying tippe* tippen eintipp* eingetippt eingeb* eingegeben gib gebe geben drück* gedrückt wähl* eingabe nimm nehme nehmen benutz* verwende* probier* versuch* tape* taper tapez tapé saisi* saisir compose* composer entre* entrez utilise* essay* teclea* teclear marca* marcar pulsa* introduc* introduzc* pon pongo puse escrib* usa* uso usar usé probé probar digita* digitare digitato inserisc* inserire inserito premi premere componi prova* digite digitar aperte coloca* insira inserir tentei typ typen ingetypt intyp* toets* intoets* ingetoetst druk* gebruik* probeer* geprobeerd voer invoer* ingevoerd ввод* ввел* ввёл* ввести вводить введите набир* набрать набрал* нажм* нажать жать использу* пробова* попробова* 输入 输 按 填 用 试 入力 押 打 使 skriv* ange tryck* slå wpis* wpisz* wciśn* wcisnąć nacisn* podaj* zadej* zadat stiskn* indtast* tast* tryk* gir girin yaz kirjoita',
  open: 'open* opens opened unlock* unlocks gets get getting goes log logged logging sign signed signing into in disarm* deactivat* off aus auf öffn* aufmach* aufgeht geht entsperr* entschärf* einlogg* eingeloggt anmeld* angemeldet ouvr* ouvrir déverrouill* désactiv* connect* entr* abre* abrir abierta desbloque* desactiv* accede* acceder entrar entro apre aprire apri sblocc* disattiv* acced* entr* desbloq* desativ* acess* open* opent ontgrendel* uitzet* uitgeschakeld inlog* ingelogd eraf откры* разблок* отключ* захо* войти вход* снима* залогин* 开 打开 解锁 登录 进 開け 開き 開く 解除 ログイン 入れ öppna* öppnar logga* otwier* otwórz zaloguj* wejść otevř* otevír* přihlás* åbn* log-ind aç* avaa',
  set: 'set changed change changing reset resets update* made make chose choose picked configured created generated geändert ändern gesetzt setze setzen festgelegt gewählt genommen eingestellt erstellt erzeugt angelegt umgestellt changé mis mets défini choisi créé généré configuré remis cambi* cambié puesto puse elegí configur* creé gener* cambiato messo impostat* scelto creato generato mudei mudar troquei trocar defini coloquei escolhi criei gerei gewijzigd veranderd wijzig* ingesteld gekozen gemaakt aangemaakt gezet смен* измен* постав* установ* выбра* созда* сгенер* придума* 改 改成 设置 设 设成 换 换成 生成 创建 変え 変更 設定 作っ 発行 ändra* bytt* satt zmieni* ustawi* změni* nastav* ændr* değiş*',
  give: 'gave given give sent sends send told tells tell says said say reads read written wrote write shows show showed note sticker label sticky dictated texted got received spelled spelt gave called named steht stand stehen geschrieben schrieb geschickt gesendet bekommen gegeben zettel aufkleber notiert gesagt sagt sagte diktiert heißt heisst notiz envoyé donné dit dicté écrit reçu noté étiquette autocollant affiche indique enviado envió dado dijo dice dictó escrito escribió recibí pegatina nota apunt* pone inviato mandato dato detto dice dettato scritto ricevuto adesivo biglietto segnat* enviou mandou deu disse diz ditou escrito recebi etiqueta bilhete anot* gestuurd gegeven gezegd zei zegt gedicteerd geschreven gekregen sticker briefje opgeschreven staat прислал* отправил* дал* сказал* говорит написан* написал* пришел пришёл пришло пришла получил* продиктова* наклейк* записк* бумажк* записа* 写 写着 发 发来 给 收到 告诉 说 贴纸 纸条 是 书 書い 書か 書いて 届い 送ら もらっ 教え 言わ シール メモ står skrev fick skickade napisa* dosta* podał* jest-napisane stojí napsal* dostal* skrev fik yaz*',
  is: "is was are were be it's its that's = : := -> → – — as equals ist sind war waren wäre lautet lauten heißt est sont était c'est es son era eran fue è sono erano é são foi eram is zijn luidt это так такой такая такое есть был была было jest to är er 是 为 為 は が つまり är heter jest to je er on",
  with: 'with using via by from to mit per über zu auf avec par à con por a per com por met via op с со через на по от 用 で を に med z ze s se ile till do na',
  new: 'new old current temporary temp initial default previous former latest original first second real actual neu* alt* aktuell* temporär* vorläufig* bisherig* derzeitig* nouveau nouvelle nouvel ancien* actuel* provisoire temporaire nuev* viej* antigu* actual* provisional temporal nuov* vecch* attual* provvisor* temporane* nov* velh* antig* atual provisóri* temporári* nieuw* oud* huidig* tijdelijk* voorlopig* нов* стар* текущ* временн* прежн* 新 旧 新的 旧的 临时 当前 新しい 古い 仮 初期 今の 前の ny nya nytt gammal nuvarande nowy nowe nowa stary stare stara nový nové staré starý nye gamle yeni eski',
  number:
    'order orders booking reservation invoice ticket case reference ref version port error issue page chapter line row step room bus flight train platform seat commit sha sha256 md5 hash build release part item model serial customer member membership tracking parcel phone tel postcode zip isbn iban section paragraph article version* bestell* auftrag* auftrags* buchung* rechnung* ticket* vorgang* aktenzeichen fehler* seite kapitel zeile schritt zimmer raum modell seriennummer* kundennummer* kundennr kunden-nr mitglied* sendung* paket* telefon* postleitzahl plz nummer nr artikel* commande* réservation* facture* dossier référence* erreur* chapitre ligne étape chambre modèle série client suivi colis téléphone tél numéro n° pedido* reserva* factura* expediente referencia* página capítulo línea paso habitación modelo serie cliente seguimiento paquete teléfono número nº ordine ordini prenotazione fattura pratica riferimento errore pagina capitolo riga passo stanza modello matricola tracciamento pacco telefono numero encomenda* fatura processo referência erro página capítulo linha passo quarto número rastreio protocolo bestel* bestelling* boeking* factuur* dossier* referentie* kenmerk fout* pagina hoofdstuk regel stap kamer klantnummer* pakket* telefoonnummer* nummer заказ* бронь бронирован* счёт* счет* обращен* ошибк* страниц* глав* строк* шаг* комнат* модел* номер* серийн* верси* посылк* трек* 订单 订单号 单号 版本 端口 错误 页 章 行 步 房间 型号 序列号 客户 快递 电话 编号 号 工单 注文 予約 請求書 バージョン ポート エラー ページ 章 行 部屋 型番 製造番号 電話 お問い合わせ 伝票 ordernummer beställning* faktura* ärende* zamówieni* zamówienie rezerwacj* faktur* numer nr objednávk* číslo bokning* sipariş',
  policy:
    'must should shall minimum maximum min max least most length long longer short characters character chars letters letter symbol symbols digit rotate* expire* expir* valid policy rule rules mindest* mindestens höchstens zeichen buchstaben lang ziffer gültig ablauf* läuft muss müssen dürfen darf caractères caractère lettres moins doit doivent expir* valable caracteres carácter letras mínimo máximo debe deben caduc* válido caratteri lettere minimo massimo deve devono scad* valido caracteres mínimo deve devem expira* tekens letters minstens maximaal moet moeten verloopt geldig символ* букв* минимум максимум должен должна должны истека* действ* 至少 最多 位 字符 必须 有效 过期 不能 文字 以上 以下 桁 必要 有効 期限',
  unit: 'second seconds minute minutes hour hours day days week weeks month months year years euro euros eur usd dollar dollars pounds percent % px ms gb mb kb km kg people times lines words tokens pages columns sekunden minuten stunden tage tagen wochen monate monaten jahre jahren uhr prozent mal zeilen secondes heures jours semaines mois ans fois lignes segundos minutos horas días semanas meses años veces líneas secondi minuti ore giorni settimane mesi anni volte righe segundos horas dias semanas meses anos vezes linhas seconden minuten uur dagen weken maanden jaar keer regels секунд* минут* час* дней дня день недел* месяц* лет год* раз строк* 秒 分钟 小时 天 周 月 年 次 元 岁 行 分 時間 日 週間 ヶ月 年 回 円 歳',
  not: "not never no nothing none isn't wasn't don't doesn't nicht kein* nie niemals ne pas jamais aucun* no nunca non mai não nunca niet geen nooit не нет никогда нельзя 不 不要 没有 别 ない ません",
  keypad:
    'keypad hash star pound asterisk tick square bell buzzer tastenfeld raute rautetaste stern taste klingel digicode clavier dièse étoile touche sonnette teclado almohadilla asterisco numeral timbre tastierino tastiera cancelletto asterisco tasto campanello teclado cardinal jogo-da-velha asterisco campainha toetsenbord hekje sterretje bel клавиатур* решётк* решетк* звёздочк* звездочк* кнопк* звонок 键盘 井号 星号 井字键 テンキー シャープ アスタリスク',
  digit:
    'zero one two three four five six seven eight nine double triple null eins zwei drei vier fünf sechs sieben acht neun zéro un deux trois quatre cinq six sept huit neuf cero uno dos tres cuatro cinco seis siete ocho nueve zero due tre quattro cinque sei sette otto nove um dois três quatro sete oito een twee drie vier vijf zes zeven acht negen ноль один два три четыре пять шесть семь восемь девять 零 〇 一 二 三 四 五 六 七 八 九 两',
  spell:
    'lowercase lower-case uppercase upper-case lower upper case capital capitals caps spaces space gaps underscore underscores dash dashes hyphen hyphens exclamation dot together spelt spelled zusammengeschrieben zusammen kleingeschrieben großgeschrieben klein groß leerzeichen unterstrich bindestrich ausrufezeichen minuscule minuscules majuscule majuscules collé collés attaché attachés espace espaces tiret tirets souligné minúscula minúsculas mayúscula mayúsculas junto juntas espacio espacios guion guión guiones exclamación maiúscula maiúsculas espaços espaço hífen underline minuscolo minuscole maiuscola maiuscolo maiuscole attaccato attaccate spazi spazio trattino trattini kleine hoofdletter* aan elkaar spatie* streepje* uitroepteken* слитно строчн* заглавн* маленьк* больш* пробел* дефис* раскладк* подчёркиван* подчеркиван* латиниц* латинск* 小写 大写 空格 连写 横线 下划线 小文字 大文字 スペース ハイフン',
  so: 'so namely ie i.e also nämlich sprich donc soit quindi ossia cioè sea osea osea ou seja dus oftewel то-есть значит 即 也就是 就是 つまり すなわち',
  after:
    'then followed after and plus dann danach gefolgt und plus puis ensuite suivi et luego después seguido y más depois seguido e mais poi dopo seguito e più dan daarna gevolgd en потом затем и плюс 然后 再 加 それから のあと そのあと プラス',
  ask: 'ask* asks asked want* wants need* require* prompt* demand* fragt frage fragen verlangt will möchte braucht demande* demandent veut réclame exige pide* piden quiere exige pede* pedem quer chiede* chiedono vuole richiede vraagt vragen wil spraszcza просит просят спрашива* требу* хочет żąda chce pyta prosi 要求 需要 问 求め 聞か 必要 frågar vill pyta prosi chce chtějí ptá spørger',
  service:
    'ssh sudo su vpn openvpn wireguard ldap ftp sftp smtp imap pop3 psql postgres* mysql mariadb mongo* redis mqtt broker smb nas samba rdp vnc citrix zoom teams slack discord netflix spotify disney disney+ dazn steam epic playstation ps4 ps5 xbox switch icloud google gmail apple microsoft outlook office365 hotmail yahoo paypal amazon ebay vinted instagram insta facebook whatsapp telegram tiktok twitter dropbox nextcloud onedrive gdrive bitwarden keepass* 1password lastpass authenticator wordpress github gitlab bitbucket jira confluence docker* registry grafana jenkins sonarqube kibana elastic* aws s3 azure gcp stripe twilio sendgrid mailgun openai anthropic algolia firebase supabase vercel netlify heroku cloudflare npm pypi sqlcipher veracrypt luks bitlocker filevault gpg pgp vault zip 7z rar pdf excel keystore wlan imap webmail roundcube cpanel plesk phpmyadmin filezilla putty winscp anydesk teamviewer magister elster госуслуг* сбер* moodle jupyter notebook scrivener tablet tablette tableta laptop pc computer mac macbook ipad iphone 微信 支付宝 淘宝 系统 邮箱 电脑 平板 银行 アプリ サイト パソコン メール 銀行 タブレット encrypt* decrypt* verschlüssel* entschlüssel* chiffr* cifr* crypt* versleutel* шифр* 加密 暗号化',
  fail: 'denied refused rejected incorrect wrong invalid failed fails failure locked blocked unauthorized unauthorised 401 403 expired kicked bounced falsch abgelehnt verweigert gesperrt ungültig fehlgeschlagen erreur refusé refusée incorrect* bloqué bloquée invalide échoue* denegado denegada incorrect* bloquead* inválid* falla* negado recusad* errad* incorret* bloqueou negat* rifiut* errat* bloccat* sbagliat* geweigerd onjuist verkeerd geblokkeerd fout* отказ* неверн* неправильн* ошибочн* заблокир* не-подходит подход* 错误 拒绝 失败 锁定 不对 間違 拒否 失敗 ロック',
  stop: 'the a an and or but if when because so as of for in on at by from to with without about into over after before again very too also just only still even not no yes it its this that these those he she they we you i me my your our his her their him them us who what which where why how there here then than can could will would shall should may might must do does did done have has had be been being is are was were am get got der die das den dem des ein eine einen einem einer und oder aber wenn weil als wie von für in im an am auf bei aus zu zum zur mit ohne über nach vor noch auch nur schon sehr nicht kein ja nein es er sie wir ihr ich mich mir mein dein sein unser ist sind war hat haben wird werden kann soll le la les un une des du de et ou mais si quand parce que qui dont où comme pour dans en sur par avec sans à au aux ce cette ces il elle on nous vous ils je me mon ma mes ton votre notre leur est sont était a ont ai ne pas plus très aussi el los las una unos y o pero cuando porque que quien donde como para en por con sin sobre este esta esto ese eso él ella nosotros yo mi tu su es son era ha han he no muy también ya il lo gli i una e o ma se quando perché che chi dove come per nel nella sul con senza questo questa io mio tuo suo è sono ho non molto anche già o os as um uma uns e ou mas se quando porque que quem onde como para em no na nos por com sem este esta isso ele ela eu meu seu é são foi tem não muito também já de het een en of maar als omdat die dat wie wat waar hoe voor in op aan bij uit naar met zonder over na ook nog al heel niet geen ja nee hij zij ze we wij ik mij mijn jouw zijn haar ons is zijn was heeft hebben wordt kan moet и в во на но а или если когда что кто где как для от до из у с со по за над под без о об при же бы ли не ни да нет это этот эта он она они мы вы ты я мне мой твой его её их наш есть был была было будет może że się nie jest to na w z i do po od dla czy ale jak co gdy jak och på i att det som en ett för med till av har inte jag du vi',
  guess:
    'dog cat pet name birthday wedding anniversary street grandmother daughter son wife husband hund katze geburtstag* hochzeit* straße oma tochter sohn chien chat anniversaire naissance mariage rue perro gato cumpleaños boda calle cane gatto compleanno matrimonio via cachorro aniversário casamento rua hond kat verjaardag trouwdag straat собак* кошк* кот кота рожден* свадьб* улиц* 狗 猫 生日 结婚 名字 犬 ねこ 誕生日 記念日 名前',
};

const spaceless = /[\u3040-\u30ff\u3400-\u9fff]/;

export interface CueIndex {
  readonly whole: ReadonlyMap<string, readonly Cue[]>;
  /** By their beginnings, which are of any length up to `longest`. */
  readonly stems: ReadonlyMap<string, readonly Cue[]>;
  readonly longest: number;
  /** In scripts that part no words. */
  readonly inside: readonly (readonly [word: string, cue: Cue])[];
}

let built: CueIndex | undefined;

/** How compounds end that say the same as their last part. */
const endings: readonly (readonly [ending: string, cue: Cue])[] = (
  [
    ['code', 'kod koden kode pincode'],
    ['key', 'nyckel nyckeln nøgle sleutel schlüssel schlüssels'],
    ['secret', 'passwort passworts wachtwoord lösenord lösenordet adgangskode kennwort'],
    ['lock', 'låset schloss hangslot haustür dörr dörren deur kluis tresor'],
  ] as const
).flatMap(([cue, words]) => words.split(' ').map((ending) => [ending, cue] as const));

export const endingCues = (word: string): readonly Cue[] =>
  endings
    .filter(([ending]) => word.length > ending.length + 2 && word.endsWith(ending))
    .map(([, cue]) => cue);

/** Made at the first use. */
export function cueIndex(): CueIndex {
  if (built !== undefined) return built;
  const whole = new Map<string, Cue[]>();
  const stems = new Map<string, Cue[]>();
  const inside: (readonly [string, Cue])[] = [];
  let longest = 0;
  for (const [cue, words] of Object.entries(cues) as readonly [Cue, string][]) {
    for (const word of new Set(words.split(' '))) {
      if (spaceless.test(word)) inside.push([word, cue]);
      else if (word.endsWith('*')) {
        const stem = word.slice(0, -1);
        longest = Math.max(longest, stem.length);
        stems.set(stem, [...(stems.get(stem) ?? []), cue]);
      } else whole.set(word, [...(whole.get(word) ?? []), cue]);
    }
  }
  built = { whole, stems, longest, inside };
  return built;
}
