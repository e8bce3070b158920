/** The standing instructions that are known once a user has typed these messages, one a turn. */

import { type Instructions, noInstructions } from '../../src/core/instructions/instruction.ts';
import { withProse } from '../../src/core/instructions/typed-instructions.ts';
import { typedPart } from '../../src/core/prose/user-prose.ts';

export const instructionsFrom = (...messages: readonly string[]): Instructions =>
  messages.reduce(
    (instructions, message, index) => withProse(instructions, typedPart(message), index + 1),
    noInstructions,
  );
