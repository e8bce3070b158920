/** The tools of a chat. */
import type { Json, ToolResultBlock, ToolUseBlock } from '../conversation/message.ts';

export interface ToolDefinition {
  readonly name: string;
  readonly description: string;
  readonly input_schema: { readonly [key: string]: Json };
}

/** The tools that a chat may use. The registry may be empty. */
export interface ToolPort {
  readonly definitions: readonly ToolDefinition[];
  /** Answers every use, in order; an unknown tool or a failing one is an error result, never a rejection. */
  run(uses: readonly ToolUseBlock[]): {
    readonly results: Promise<readonly ToolResultBlock[]>;
    cancel(): void;
  };
}
