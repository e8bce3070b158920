/** What `when` clauses and walkthrough steps of the manifest ask about the chat. */
import * as vscode from 'vscode';
import type { SessionSnapshot } from '../core/outcome.ts';

/** Tells VS Code what has changed since the last call, and nothing else. */
export function contextKeys(): (snapshot: SessionSnapshot) => void {
  const told = new Map<string, boolean>();
  return ({ turn, usage, memory, epoch }) => {
    const keys = {
      answering: turn !== 'idle',
      hasAnswer: usage.chat.requests > 0,
      hasMemory: memory.coveredMessages > 0,
      hasCompacted: epoch > 0,
    };
    for (const [name, value] of Object.entries(keys)) {
      if (told.get(name) === value) continue;
      told.set(name, value);
      void vscode.commands.executeCommand('setContext', `sessionMemory.${name}`, value);
    }
  };
}
