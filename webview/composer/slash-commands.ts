/** The commands that can be written into the composer, and how a text is told to be one. */
import { maxFocusChars } from '../../src/protocol/decode.ts';
import type { ToHost } from '../../src/protocol/messages.ts';
import { say } from '../language.ts';

export interface SlashCommand {
  readonly name: string;
  readonly description: string;
  /** What may follow the name; empty where nothing may. */
  readonly argument: string;
  /** What the host is asked for; null where the panel itself answers. */
  readonly intent: (argument: string) => ToHost | null;
}

export const slashCommands: readonly SlashCommand[] = [
  {
    name: 'compact',
    description: say('command.compact'),
    argument: say('command.compactArgument'),
    intent: (focus) => (focus === '' ? { kind: 'compact' } : { kind: 'compact', focus }),
  },
  {
    name: 'memory',
    description: say('command.memory'),
    argument: '',
    intent: () => ({ kind: 'openMemory' }),
  },
  {
    name: 'new',
    description: say('command.new'),
    argument: '',
    intent: () => ({ kind: 'newSession' }),
  },
  {
    name: 'model',
    description: say('command.model'),
    argument: '',
    intent: () => ({ kind: 'chooseModel' }),
  },
  {
    name: 'export',
    description: say('command.export'),
    argument: '',
    intent: () => ({ kind: 'exportTranscript' }),
  },
  { name: 'help', description: say('command.help'), argument: '', intent: () => null },
];

/** What others call it; understood, and not listed. */
const aliases: ReadonlyMap<string, string> = new Map([['clear', 'new']]);

/** What a text is: a command to run, something that looks like one and is not, or a message. */
export type Reading =
  | { readonly kind: 'command'; readonly command: SlashCommand; readonly argument: string }
  | { readonly kind: 'doubtful'; readonly hint: string }
  | { readonly kind: 'message' };

/** Only the very first character makes a command: what is pasted or quoted further on never runs anything. */
export function readSlash(text: string): Reading {
  const [, name, rest = ''] = /^\/([a-z]+)(?:\s+([\s\S]*))?$/i.exec(text) ?? [];
  if (name === undefined) return { kind: 'message' };
  const argument = rest.trim();
  const called = name.toLowerCase();
  const command = slashCommands.find((known) => known.name === (aliases.get(called) ?? called));
  if (command === undefined) return { kind: 'doubtful', hint: say('command.unknown', name.slice(0, 40)) };
  if (argument !== '' && command.argument === '')
    return { kind: 'doubtful', hint: say('command.takesNothing', command.name) };
  if (argument.length > maxFocusChars) return { kind: 'doubtful', hint: say('command.focusTooLong') };
  return { kind: 'command', command, argument };
}

/** The commands that a text which is still being typed may become; none once its name has been ended. */
export function completions(text: string): readonly SlashCommand[] {
  const [, typed] = /^\/([a-z]*)$/i.exec(text) ?? [];
  if (typed === undefined) return [];
  return slashCommands.filter(({ name }) => name.startsWith(typed.toLowerCase()));
}
