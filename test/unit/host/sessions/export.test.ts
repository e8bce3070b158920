import assert from 'node:assert/strict';
import { listOf } from '../../../../src/core/append-list.ts';
import { attachedField, userContent } from '../../../../src/core/conversation/attachment.ts';
import type { TranscriptRecord } from '../../../../src/core/conversation/transcript.ts';
import { transcriptMarkdown } from '../../../../src/host/sessions/export.ts';
import { plainTranslate as t } from '../../../support/plain-translate.ts';
import { attachedFile, attachedPicture } from '../../../support/sample-attachments.ts';

const at = Date.UTC(2026, 10, 23, 9, 30);
const base = { parent: null, at } as const;

describe('transcriptMarkdown', () => {
  it('leaves credentials behind', () => {
    const typed = `Use the key ghp_${'a1B2'.repeat(9)} for it.`;
    const record = {
      ...base,
      id: '1',
      kind: 'user',
      typed,
      content: [{ type: 'text', text: typed }],
    } as const;
    const markdown = transcriptMarkdown('Keys', listOf<TranscriptRecord>([record]), t);
    assert.match(markdown, /Use the key \[redacted: [^\]]+\] for it\./);
  });

  it('leaves behind what was told in the user’s own words, in the answers too', () => {
    const typed = 'Come to the side door, type 6613 on the keypad and wait for the beep.';
    const records: readonly TranscriptRecord[] = [
      { ...base, id: '1', kind: 'user', typed, content: [{ type: 'text', text: typed }] },
      {
        ...base,
        id: '2',
        kind: 'assistant',
        provider: 'anthropic',
        model: 'claude-x',
        outcome: 'complete',
        stopReason: 'end_turn',
        usage: null,
        content: [{ type: 'text', text: 'Noted: 6613, then the beep.' }],
      },
    ];
    const markdown = transcriptMarkdown('', listOf<TranscriptRecord>(records), t);
    assert.doesNotMatch(markdown, /6613/);
    assert.match(markdown, /Noted: \[redacted: code\], then the beep\./);
  });

  it('names what was attached and leaves its content where it is', () => {
    const attachments = [attachedFile('a`b\u202e.js', 'a secret plan'), attachedPicture('p.png')];
    const record = {
      ...base,
      id: '1',
      kind: 'user',
      typed: '',
      content: userContent('', attachments),
      ...attachedField(attachments),
    } as const;
    const markdown = transcriptMarkdown('', listOf<TranscriptRecord>([record]), t);
    assert.match(markdown, /\n- Attached: `a'b�\.js`\n- Attached: `p\.png`\n$/);
    assert.doesNotMatch(markdown, /secret plan/);
  });

  it('tells the conversation in order, with compactions and without thinking', () => {
    const records: readonly TranscriptRecord[] = [
      { ...base, id: '1', kind: 'user', typed: 'Hello', content: [{ type: 'text', text: 'Hello + note' }] },
      {
        ...base,
        id: '2',
        kind: 'assistant',
        provider: 'anthropic',
        model: 'claude-x',
        outcome: 'interrupted',
        stopReason: null,
        usage: null,
        content: [
          { type: 'thinking', thinking: 'hidden thought', signature: 's' },
          { type: 'text', text: 'Hi *there*' },
        ],
      },
      {
        ...base,
        id: '3',
        kind: 'compaction',
        strategy: 'instant',
        head: [],
        document: '',
        covered: '2',
        tailFrom: null,
        tokensBefore: 900,
        tokensAfter: 100,
        messagesBefore: 9,
        messagesAfter: 2,
        waitedMs: 0,
        provisional: false,
        wordsOmitted: 3,
        wordsCut: 2,
        pastedLines: 40,
      },
    ];
    const markdown = transcriptMarkdown('A title', listOf(records), t);
    assert.match(markdown, /^# A title\n\n## You · turn 1 · 2026-11-23 09:30\n\nHello\n\n## claude-x/);
    assert.match(markdown, /Hi \*there\*\n\n\*Interrupted\*/);
    assert.match(
      markdown,
      /\*Compacted: 900 → 100 tokens · [^\n]*\*\n\n\*Turns 1 to 1 gave way to the memory\.\*\n\n\*Of your messages, 3 did not fit beside the memory\.\*\n\n\*Of long messages, only beginning and end went along: 2\.\*\n\n\*Lines that you had pasted and that were left out: 40\.\*\n\n---/,
    );
    assert.doesNotMatch(markdown, /hidden thought|note/);
  });

  it('ends with what stands on other branches, and says beside which message', () => {
    const user = (id: string, typed: string, insteadOf?: string): TranscriptRecord => ({
      ...base,
      id,
      kind: 'user',
      typed,
      content: [{ type: 'text', text: typed }],
      ...(insteadOf === undefined ? {} : { insteadOf }),
    });
    const answer = (id: string, said: string): TranscriptRecord => ({
      ...base,
      id,
      kind: 'assistant',
      provider: 'anthropic',
      model: 'claude-x',
      outcome: 'complete',
      stopReason: 'end_turn',
      usage: null,
      content: [{ type: 'text', text: said }],
    });
    const records = [
      user('1', 'Hello'),
      answer('2', 'Hi'),
      user('3', 'Heron?'),
      answer('4', 'It wades.'),
      user('5', 'Osprey?', '3'),
      answer('6', 'It dives.'),
    ];
    const said = (more: readonly TranscriptRecord[] = []): string =>
      transcriptMarkdown('Birds', listOf([...records, ...more]), t)
        .split('\n\n')
        .filter((line) => !line.startsWith('## '))
        .join(' | ')
        .trim();
    assert.equal(
      said(),
      '# Birds | Hello | Hi | *Version 2 of 2* | Osprey? | It dives. | # Another branch | *Version 1 of 2, beside “Osprey?”* | Heron? | It wades.',
    );
    assert.match(
      said([{ ...base, id: '7', kind: 'switch', to: '4' }]),
      /Heron\? \| It wades\. \| # Another branch/,
    );
  });

  it('fences tool output so that nothing in it can end the fence', () => {
    const output = '```\nfake end\n````';
    const records: readonly TranscriptRecord[] = [
      {
        ...base,
        id: '1',
        kind: 'toolResults',
        content: [{ type: 'tool_result', tool_use_id: 'u', content: output }],
      },
    ];
    assert.ok(transcriptMarkdown('', listOf(records), t).includes(`\`\`\`\`\`\n${output}\n\`\`\`\`\``));
  });
});
