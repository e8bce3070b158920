/** Turns a request into the body that goes over the wire, less the optional fields that a server does not know. */
import type { ContentBlock } from '../../core/conversation/message.ts';
import type { ModelRequest } from '../../core/ports/model.ts';

/** What an answer can do without. Servers other than Anthropic's may refuse a request for holding one of them. */
export type OptionalField = 'cache_control' | 'output_config' | 'diagnostics';

export interface MessagesBody {
  readonly model: string;
  readonly max_tokens: number;
  readonly messages: readonly {
    readonly role: 'user' | 'assistant';
    readonly content: readonly ContentBlock[];
  }[];
  readonly system?: readonly ContentBlock[];
  readonly tools?: ModelRequest['tools'];
  readonly output_config?: { readonly effort: string };
  readonly diagnostics?: { readonly previous_message_id: string | null };
}

export function bodyOf(request: ModelRequest, without: ReadonlySet<OptionalField>): MessagesBody {
  const { effort, previousMessageId, system, tools } = request;
  const content = without.has('cache_control') ? unmarked : asIs;
  return {
    model: request.model,
    max_tokens: request.maxOutputTokens,
    messages: request.messages.map((message) => ({ role: message.role, content: content(message.content) })),
    ...(system.length > 0 && { system: content(system) }),
    ...(tools.length > 0 && { tools }),
    ...(effort !== undefined &&
      effort !== '' &&
      !without.has('output_config') && { output_config: { effort } }),
    ...(previousMessageId !== undefined &&
      !without.has('diagnostics') && { diagnostics: { previous_message_id: previousMessageId } }),
  };
}

const asIs = (content: readonly ContentBlock[]): readonly ContentBlock[] => content;

const unmarked = (content: readonly ContentBlock[]): readonly ContentBlock[] =>
  content.map(({ cache_control: _mark, ...block }) => block as ContentBlock);

const unknownField =
  /extra inputs|unknown|unrecogni[sz]ed|unexpected|unsupported|not (?:supported|permitted|allowed)|does ?n[o']t support/i;

/** The optional field that a 400 or 422 refuses as such; null when the trouble is another. */
export function refusedField(status: number, serverMessage: string): OptionalField | null {
  if ((status !== 400 && status !== 422) || !unknownField.test(serverMessage)) return null;
  if (/\bdiagnostics\b/.test(serverMessage)) return 'diagnostics';
  if (/\bcache_control\b/.test(serverMessage)) return 'cache_control';
  if (/\boutput_config\b|\beffort\b/.test(serverMessage)) return 'output_config';
  return null;
}

/** Remembers for each server, and for the effort each of its models, which optional fields were refused. */
export class RefusedFields {
  readonly #refused = new Set<string>();

  add(field: OptionalField, baseUrl: string, model: string): void {
    this.#refused.add(place(field, baseUrl, model));
  }

  of(baseUrl: string, model: string): ReadonlySet<OptionalField> {
    const fields: readonly OptionalField[] = ['cache_control', 'output_config', 'diagnostics'];
    return new Set(fields.filter((field) => this.#refused.has(place(field, baseUrl, model))));
  }
}

const place = (field: OptionalField, baseUrl: string, model: string): string =>
  JSON.stringify(field === 'output_config' ? [field, baseUrl, model] : [field, baseUrl]);
