/** The words of rule-values.ts, in ten languages: outside of what is read at activation. */
export const valueLists: {
  readonly choices: Readonly<Record<string, string>>;
  readonly measures: string;
  readonly numerals: Readonly<Record<number, string>>;
} = {
  /** By what is chosen, its alternatives and words for them. What can be chosen side by side stands apart. */
  choices: {
    language:
      'english german french spanish italian portuguese dutch russian chinese japanese polish turkish korean englisch deutsch französisch spanisch italienisch anglais allemand français espagnol italien inglés alemán francés español inglese tedesco francese spagnolo italiano inglês alemão português engels duits frans nederlands английск русск немецк',
    spelling: 'british american',
    indentation: 'tab space leerzeichen tabulator tabulation espace',
    tense:
      'present past präsens präteritum présent passé presente pasado passato imparfait tegenwoordige verleden imperfekt',
    person:
      'first second third erste dritte première troisième primera tercera prima terza primeira terceira eerste derde перв треть',
    form: 'bullet prose list paragraph table liste fließtext prosa reimen verse aufzählung tabelle tabla tableau tabella tabela lista',
    length:
      'short long brief detailed longer shorter kurz lang ausführlich kürzer länger court longue corto largo breve lungo lunghi brevi curto longo kort langer короткие длинные',
    units: 'metric imperial gram ounce cup celsius fahrenheit metrisch gramm mile grammes',
    address: 'sie vous usted tú formal informal formell lei duzen siezen',
    data: 'json yaml toml xml csv',
    markup: 'markdown html plaintext latex',
    casing: 'camelcase snake_case kebab-case pascalcase snake camel kebab pascal',
    packages: 'npm yarn pnpm bun',
    tests: 'jest vitest mocha',
    pythonTests: 'pytest unittest',
    database: 'postgre postgres mysql sqlite mariadb',
  },
  /** What a limit counts; other numbers tell one thing from another. */
  measures: `
  sentence line word character char item paragraph bullet page column space minute second hour example option token percent
  satz sätze sätzen satzes zeile zeilen wort worte worten wörter wörtern zeichen absatz absätze absätzen punkt punkte punkten seite seiten spalte spalten minuten sekunden stunden beispiel beispiele beispielen
  phrase mot ligne paragraphe caractère puce colonne seconde heure exemple
  frase palabra línea linea párrafo carácter caracteres página minuto segundo hora ejemplo
  parola parole rig riga righe paragrafo paragrafi carattere caratteri frasi punti pagina pagine minuti secondi esempio esempi
  palavra linha parágrafo caractere exemplo
  zin zinn zinnen regel woord woorden teken tekens alinea bladzijde bladzijden pagina minuut minuten voorbeeld voorbeelden
  слово слова слов словами строка строки строк строками предложение предложения предложений предложениями символ символа символов абзац абзаца абзацев пункт пункта пунктов`,
  /** Words that are numbers; left out is what is mostly an article. */
  numerals: {
    1: 'one',
    2: 'two zwei deux dos due dois twee два двух',
    3: 'three drei trois tres tre três drie три трёх трех',
    4: 'four vier quatre cuatro quattro quatro четыре четырёх четырех',
    5: 'five fünf cinq cinco cinque vijf пять пяти',
    6: 'six sechs seis sei zes шесть шести',
    7: 'seven sieben sept siete sette sete zeven семь семи',
    8: 'eight acht huit ocho otto oito восемь восьми',
    9: 'nine neun neuf nueve nove negen девять девяти',
    10: 'ten zehn dix diez dieci dez tien десять десяти',
    11: 'eleven elf onze once undici одиннадцать одиннадцати',
    12: 'twelve zwölf douze doce dodici doze twaalf двенадцать двенадцати',
    13: 'thirteen dreizehn treize trece tredici treze dertien тринадцать',
    14: 'fourteen vierzehn quatorze catorce quattordici catorze veertien четырнадцать',
    15: 'fifteen fünfzehn quinze quince quindici vijftien пятнадцать пятнадцати',
    16: 'sixteen sechzehn seize dieciséis sedici dezesseis zestien шестнадцать',
    17: 'seventeen siebzehn diecisiete diciassette dezessete zeventien семнадцать',
    18: 'eighteen achtzehn dieciocho diciotto dezoito achttien восемнадцать',
    19: 'nineteen neunzehn diecinueve diciannove dezenove negentien девятнадцать',
    20: 'twenty zwanzig vingt veinte venti vinte twintig двадцать двадцати',
    30: 'thirty dreißig dreissig trente treinta trenta trinta dertig тридцать тридцати',
    40: 'forty vierzig quarante cuarenta quaranta quarenta veertig сорок сорока',
    50: 'fifty fünfzig cinquante cincuenta cinquanta cinquenta vijftig пятьдесят пятидесяти',
    60: 'sixty sechzig soixante sesenta sessanta sessenta zestig шестьдесят',
    70: 'seventy siebzig setenta settanta zeventig семьдесят',
    80: 'eighty achtzig ochenta ottanta oitenta tachtig восемьдесят',
    90: 'ninety neunzig noventa novanta negentig девяносто',
    100: 'hundred hundert cent cien cento cem honderd сто ста',
    1000: 'thousand tausend mille mil duizend тысяча тысячи',
  },
};
