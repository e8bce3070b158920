/** `<cost-table>`: what chat, memory, this session and all sessions used, what it cost and what caching saved. */
import type { Cost, Spent } from '../../src/protocol/view.ts';
import type { WordKey } from '../../src/protocol/words.ts';
import { dollars, exactDollars, narrowDollars, number, percent, shortestNumber } from '../figures.ts';
import { say } from '../language.ts';
import { make, setText } from '../make.ts';

const columns = ['input', 'cacheRead', 'cacheWrite', 'output', 'cost', 'saved'] as const;
const rows = {
  chat: 'cost.chat',
  memory: 'cost.memory',
  session: 'cost.session',
  allChat: 'cost.allChat',
  allMemory: 'cost.allMemory',
  total: 'cost.all',
} as const satisfies { readonly [K in keyof Cost]: WordKey };

export class CostTable extends HTMLElement {
  readonly #caption = make('caption');
  readonly #note = make('p', { class: 'cost-note' });
  readonly #rows = (['chat', 'memory', 'session', 'allChat', 'allMemory', 'total'] as const).map((part) => ({
    part,
    name: say(rows[part]),
    cells: columns.map(() => make('td')),
  }));

  connectedCallback(): void {
    if (this.childElementCount > 0) return;
    const head = make('tr', {}, make('td'), ...columns.map((name) => header(say(`cost.${name}`), 'col')));
    const body = this.#rows.map(({ name, cells }) => make('tr', {}, header(name, 'row'), ...cells));
    const table = make('table', {}, this.#caption, make('thead', {}, head), make('tbody', {}, ...body));
    const scroller = make('div', { class: 'table-scroller', role: 'group', label: say('cost.name') }, table);
    // Where it is too wide for the panel it scrolls sideways, which the keyboard must reach as well.
    scroller.tabIndex = 0;
    this.append(scroller, this.#note);
  }

  show(cost: Cost): void {
    setText(this.#caption, cacheWords(cost.session));
    for (const { part, cells } of this.#rows) {
      const words = figures(cost[part]);
      for (const [index, cell] of cells.entries()) {
        const [shown = '', full = ''] = words[index] ?? [];
        setText(cell, shown);
        cell.title = full;
      }
    }
    const isUnknown = cost.session.costUsd === null || cost.total.costUsd === null;
    this.#note.hidden = !isUnknown;
    setText(this.#note, isUnknown ? say('cost.noPrice') : '');
  }
}

/** What the session has cost so far, for the composer; empty before anything was used. */
export function costWords({ chat, memory, session, total }: Cost): string {
  if (total.requests === 0 && session.requests === 0) return '';
  if (chat.costUsd === null || memory.costUsd === null) return say('cost.unknownInAll');
  return memory.costUsd === 0
    ? dollars(chat.costUsd)
    : say('cost.withMemory', dollars(chat.costUsd), dollars(memory.costUsd));
}

/** By column: what is shown, and the same in full. */
function figures(spent: Spent): readonly (readonly [shown: string, full: string])[] {
  const { inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens, costUsd, savedUsd } = spent;
  const tokens = [inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens];
  const money = [costUsd, savedUsd];
  return [
    ...tokens.map((count) => [shortestNumber(count), say('cost.tokens', number(count))] as const),
    ...money.map((usd) =>
      usd === null
        ? (['?', say('cost.unknown')] as const)
        : ([narrowDollars(usd), exactDollars(usd)] as const),
    ),
  ];
}

const cacheWords = ({ cacheReadShare }: Spent): string =>
  cacheReadShare === null ? say('cost.noInput') : say('cost.cacheShare', number(percent(cacheReadShare, 1)));

function header(name: string, scope: 'col' | 'row'): HTMLTableCellElement {
  const cell = make('th', {}, name);
  cell.scope = scope;
  return cell;
}

customElements.define('cost-table', CostTable);
