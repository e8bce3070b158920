/** `<chat-composer>`: where the user writes. A plain text area, so that undo, spelling and input methods just work. */
import { computed } from '@preact/signals-core';
import { maxTextChars } from '../../src/protocol/decode-view.ts';
import { isComposing } from '../composing.ts';
import { iconButton } from '../controls.ts';
import { direction } from '../direction.ts';
import { number } from '../figures.ts';
import { intend } from '../intent.ts';
import { say } from '../language.ts';
import { LiveElement } from '../live-element.ts';
import { make, setText } from '../make.ts';
import type { Saved } from '../saving-parts.ts';
import type { Store } from '../store.ts';
import { CommandList } from './command-list.ts';
import { ComposerAbout } from './composer-about.ts';
import { ComposerAttachments } from './composer-attachments.ts';
import { ComposerHelp } from './composer-help.ts';
import { followDraft, type LocalDraft, newestMessage, resumeDraft, savedDraft } from './draft.ts';
import { MentionList } from './mention-list.ts';
import { type HistoryWalk, prompts, walkHistory } from './prompt-history.ts';
import { replaceText } from './replace-text.ts';
import { readSlash, type SlashCommand } from './slash-commands.ts';

/** How long after the last key the host is told of the draft, in milliseconds. */
const draftDelayMs = 300;

export class ChatComposer extends LiveElement {
  readonly #store: Store;
  readonly #channel: Saved;
  readonly #field = document.createElement('textarea');
  readonly #problem = make('p', { class: 'composer-problem', role: 'alert', hidden: true });
  readonly #send = iconButton('send', say('composer.send'), () => this.#submit());
  readonly #stop = iconButton('stop', say('composer.stop'), () => intend(this, { kind: 'stop' }));
  readonly #pick = iconButton('attach', say('attach.pick'), () => intend(this, { kind: 'pickFiles' }));
  readonly #about: ComposerAbout;
  readonly #attachments: ComposerAttachments;
  readonly #mentions = new MentionList(this.#field, () => this.#store.view.peek());
  readonly #commands = new CommandList(this.#field, (command) => this.#choose(command));
  readonly #help = new ComposerHelp(() => this.focus());
  #draft: LocalDraft | null = null;
  /** The draft that the host has, as far as it comes from here or from itself. */
  #told = '';
  #walk: HistoryWalk | null = null;
  /** A text for which the user was told that it is no command; sent as it is when Enter is pressed again. */
  #doubted = '';
  /** Enter was pressed with nothing to send, and nothing has been typed since. */
  #triedEmpty = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: Store, channel: Saved) {
    super();
    this.#store = store;
    this.#channel = channel;
    this.#about = new ComposerAbout(store);
    this.#attachments = new ComposerAttachments(store, this.#field);
  }

  override focus(): void {
    this.#field.focus();
  }

  /** What was sent from another panel is not sent from here as well; any other text is the draft from now on. */
  sentElsewhere(text: string): void {
    if (this.#draft === null) return;
    this.#told = '';
    if (this.#field.value === text) this.#place({ ...this.#draft, text: '' });
    else this.#mirror();
  }

  protected start(): void {
    this.#field.setAttribute('aria-label', say('composer.name'));
    this.#field.rows = 1;
    this.#pick.title = say('attach.pickHint');
    this.#send.classList.add('send');
    this.#stop.classList.add('stop');
    const icons = [this.#pick, this.#about.options];
    const row = make('div', { class: 'composer-row' }, ...icons, this.#about, this.#stop, this.#send);
    const box = make(
      'div',
      { class: 'composer-box' },
      this.#attachments,
      this.#field,
      row,
      ...this.#about.panes,
    );
    this.replaceChildren(this.#help, this.#commands, this.#mentions, this.#problem, box);
    this.#field.addEventListener('input', () => this.#typed());
    this.#field.addEventListener('blur', () => {
      this.#commands.close();
      this.#mentions.close();
      this.#mirror();
    });
    // The caret moves without a word being typed.
    for (const event of ['keyup', 'click'])
      this.#field.addEventListener(event, () => this.#mentions.follow());
    this.whenGone(this.#attachments.takeFrom(this, () => this.#enable()));
    this.#field.addEventListener('keydown', (event) => this.#pressed(event));
    this.#followView();
    this.whenGone(() => clearTimeout(this.#timer));
  }

  #followView(): void {
    const { view, session } = this.#store;
    const draft = computed(() => view.value?.draft ?? null);
    const newest = computed(() => newestMessage(view.value?.items ?? []));
    this.watch(() => {
      if (draft.value === null) return;
      const host = draft.value;
      const before = this.#draft;
      const next =
        before === null
          ? resumeDraft(savedDraft(this.#channel.restore()), session.value, host, newest.value)
          : followDraft(before, session.value, host, newest.value);
      if (next.session !== before?.session || next.placed !== before.placed) this.#told = host.text;
      this.#place(next);
    });
    this.watch(() => {
      const now = view.value;
      this.#stop.hidden = now === null || now.turn.state === 'idle';
      this.#field.placeholder = say(now?.mode === 'restricted' ? 'composer.untrusted' : 'composer.name');
      this.#pick.disabled = now?.canSubmit !== true;
      this.#mentions.follow();
      this.#enable();
    });
  }

  #place(next: LocalDraft): void {
    this.#draft = next;
    if (this.#field.value !== next.text) this.#field.value = next.text;
    this.#field.dir = direction(next.text);
    this.#channel.save({ draft: next });
    this.#commands.follow();
    this.#mentions.follow();
    this.#enable();
  }

  #typed(): void {
    // Not `auto`, for which the browser's work grows with the square of a pasted megabyte.
    this.#field.dir = direction(this.#field.value);
    if (this.#draft !== null) this.#draft = { ...this.#draft, text: this.#field.value };
    this.#channel.save({ draft: this.#draft });
    this.#attachments.forgetProblem();
    this.#commands.follow();
    this.#mentions.follow();
    this.#enable();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#mirror(), draftDelayMs);
  }

  /** Tells the host of the draft, if it has not heard of it yet. */
  #mirror(): void {
    clearTimeout(this.#timer);
    const text = this.#field.value;
    if (text.length > maxTextChars || text === this.#told) return;
    this.#told = text;
    intend(this, { kind: 'draftChanged', text });
  }

  #enable(): void {
    const tooLong = this.#field.value.length > maxTextChars;
    const isEmpty = this.#field.value.trim() === '' && !this.#attachments.hasAny;
    this.#triedEmpty &&= isEmpty;
    const reading = readSlash(this.#field.value);
    if (this.#doubted !== this.#field.value) this.#doubted = '';
    const doubt = reading.kind === 'doubtful' && this.#doubted !== '' ? reading.hint : '';
    const problem = tooLong
      ? say('composer.tooLong', number(maxTextChars))
      : this.#triedEmpty
        ? say('composer.nothingToSend')
        : doubt || this.#attachments.problem;
    this.#problem.hidden = problem === '';
    setText(this.#problem, problem);
    const takesMessages = this.#store.view.peek()?.canSubmit === true;
    this.#send.disabled = tooLong || isEmpty || (reading.kind !== 'command' && !takesMessages);
  }

  #pressed(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    const isList = this.#commands.pressed(key) || this.#mentions.pressed(key) || this.#closeOpen(key);
    if (isList || this.#recall(key) || this.#complete(key)) {
      event.preventDefault();
      return;
    }
    if (key !== 'Enter') return;
    event.preventDefault();
    this.#triedEmpty = true;
    this.#enable();
    this.#submit();
  }

  /** Escape closes a list, then the help, then a mention that waits for its list. */
  #closeOpen(key: string): boolean {
    if (key !== 'Escape') return false;
    const open = [this.#commands, this.#mentions].find((list) => list.active !== null);
    if (open === undefined && this.#help.pressed(key)) return true;
    const closing = open ?? (this.#mentions.isWaiting ? this.#mentions : undefined);
    closing?.close();
    return closing !== undefined;
  }

  /** Tab ends the name of a command; Enter runs the one that is marked, or waits for what may follow its name. */
  #complete(key: string): boolean {
    if (key !== 'Tab' && key !== 'Enter') return false;
    const file = this.#mentions.active;
    if (file !== null) {
      this.#mentions.take(file);
      return true;
    }
    const { active } = this.#commands;
    if (active === null) return false;
    if (key === 'Tab') this.#write(`/${active.name} `);
    else if (this.#field.value.slice(1) === active.name) this.#run(active, '');
    else this.#choose(active);
    return true;
  }

  #choose(command: SlashCommand): void {
    if (command.argument === '') this.#run(command, '');
    else this.#write(`/${command.name} `);
  }

  #run(command: SlashCommand, argument: string): void {
    const intent = command.intent(argument);
    this.#write('');
    if (intent === null) this.#help.open();
    else intend(this, intent);
  }

  /** Arrow keys walk through what was sent before, while the caret is where the walk has put it. */
  #recall(key: string): boolean {
    if (key !== 'ArrowUp' && key !== 'ArrowDown') return false;
    const { value, selectionStart, selectionEnd } = this.#field;
    if (selectionStart !== value.length || selectionEnd !== value.length) return false;
    const { earlierPrompts = [], items = [] } = this.#store.view.peek() ?? {};
    const all = prompts(earlierPrompts, items);
    const step = walkHistory(all, this.#walk, value, key === 'ArrowUp' ? 'older' : 'newer');
    if (step === null) return false;
    this.#walk = step.walk;
    this.#write(step.text);
    return true;
  }

  /** Puts text into the field as if it had been typed, so that undo takes it back. */
  #write(text: string): void {
    replaceText(this.#field, 0, this.#field.value.length, text);
  }

  #submit(): void {
    if (this.#send.disabled || this.#draft === null) return;
    const reading = readSlash(this.#field.value);
    if (reading.kind === 'command') {
      this.#run(reading.command, reading.argument);
      return;
    }
    if (reading.kind === 'doubtful' && this.#doubted === '') {
      this.#doubted = this.#field.value;
      this.#enable();
      return;
    }
    intend(this, { kind: 'submit', text: this.#field.value });
    clearTimeout(this.#timer);
    this.#told = '';
    this.#place({ ...this.#draft, text: '' });
    this.#field.focus();
  }
}

customElements.define('chat-composer', ChatComposer);
