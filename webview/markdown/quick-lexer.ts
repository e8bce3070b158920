/**
 * The library's lexer, which tries a rule only where it can hold. Some of its expressions are so large that the browser
 * takes a tenth of a second to compile them, for one kind of string and again for the other, and most text needs none.
 */
import { Lexer, Tokenizer, type Tokens } from 'marked';

/** Ends before a blank line or with the text, and no line of it may begin anything else. */
const plainParagraph = /^([^\n]+(?:\n[ \t]*[^\s#>`~*+\-_<|=:\d][^\n]*)*)(?=\n?$|\n[ \t]*\n)/;
/** The second line is made of nothing but what rules a table's columns. */
const tableHead = /^[^\n]*\n {0,3}[|:-][|:\- ]*(?:\n|$)/;
const underline = /\n {0,3}(?:=+|-+)[ \t]*(?:\n|$)/;

export function quickLexer(): Lexer {
  const tokenizer = new QuickTokenizer();
  const lexer = new Lexer({ gfm: true, tokenizer });
  const { rules } = tokenizer;
  tokenizer.rules = { ...rules, block: { ...rules.block, paragraph: paragraphRule } };
  return lexer;
}

class QuickTokenizer extends Tokenizer {
  override blockquote(source: string): Tokens.Blockquote | undefined {
    return /^ {0,3}>/.test(source) ? super.blockquote(source) : undefined;
  }

  override html(source: string): Tokens.HTML | undefined {
    return /^ {0,3}</.test(source) ? super.html(source) : undefined;
  }

  override table(source: string): Tokens.Table | undefined {
    return tableHead.test(source) ? super.table(source) : undefined;
  }

  override lheading(source: string): Tokens.Heading | undefined {
    return underline.test(upToBlankLine(source)) ? super.lheading(source) : undefined;
  }
}

/** A rule, not a method of the tokenizer: with one of those the lexer no longer joins paragraphs. */
class ParagraphRule extends RegExp {
  override exec(source: string): RegExpExecArray | null {
    return plainParagraph.exec(source) ?? super.exec(source);
  }
}

const paragraphRule = new ParagraphRule(Lexer.rules.block.gfm.paragraph);

function upToBlankLine(source: string): string {
  const end = source.indexOf('\n\n');
  return end < 0 ? source : source.slice(0, end + 1);
}
