/** A compaction's preview in words: the figures, and every message exactly as the next request would hold it. */
import { previewCompaction } from '../../core/compaction/compaction-preview.ts';
import { type ContentBlock, isText, type Message } from '../../core/conversation/message.ts';
import type { SessionState } from '../../core/session.ts';
import { blockMarkdown, fenced } from '../sessions/export.ts';
import { omissionWords } from '../sessions/omission-words.ts';
import type { Translate } from '../translate.ts';

export function previewMarkdown(state: SessionState, t: Translate): string {
  const preview = previewCompaction(state);
  const title = `# ${t('What a compaction now would send')}`;
  switch (preview.kind) {
    case 'nothing':
      return page(
        title,
        t(
          'Nothing to compact yet: the memory would not be smaller than what it replaces, or nothing has been said since the last compaction.',
        ),
      );
    case 'needsSummary':
      return page(
        title,
        t('The memory would be brought up to date first, so its text is not known yet.'),
        t('Update the memory and look again to see what would be sent.'),
      );
    case 'ready': {
      const { tokensBefore, tokensAfter, messagesBefore, messagesAfter } = preview.plan;
      return page(
        title,
        t('Nothing has happened yet; this is only a look.'),
        [
          `- ${t('About {0} → {1} tokens', tokensBefore, tokensAfter)}`,
          `- ${t('{0} → {1} messages', messagesBefore, messagesAfter)}`,
          ...omissionWords(preview.plan, t).map((words) => `- ${words}`),
        ].join('\n'),
        ...preview.messages.flatMap((message, index) => messageMarkdown(message, index, t)),
      );
    }
  }
}

function messageMarkdown({ role, content }: Message, index: number, t: Translate): readonly string[] {
  const who = role === 'assistant' ? t('Answer') : index === 0 ? t('Memory and first message') : t('You');
  return [`## ${index + 1} · ${who}`, ...content.flatMap(sentBlock)];
}

/** Text stands in a fence: it is shown letter for letter, and nothing in it can pass for a part of this page. */
const sentBlock = (block: ContentBlock): readonly string[] =>
  isText(block) ? [fenced(block.text, 'text')] : blockMarkdown(block);

const page = (...parts: readonly string[]): string => `${parts.join('\n\n')}\n`;
