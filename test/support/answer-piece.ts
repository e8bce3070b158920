import type { AnswerPiece } from '../../src/core/conversation/answer-piece.ts';

export const answerPiece = (
  text: string,
  from: number,
  { id = 'call', parent = 'asked' }: { readonly id?: string; readonly parent?: string } = {},
): AnswerPiece => ({ kind: 'piece', id, parent, at: 7, provider: 'anthropic', model: 'm', from, text });
