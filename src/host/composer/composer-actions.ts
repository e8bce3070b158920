/** What the panel's composer may ask for, in terms of the workspace and of VS Code. */
import * as vscode from 'vscode';
import { isFailure } from '../../core/failure.ts';
import { modelFacts } from '../../core/models/model-facts.ts';
import type { FoundFiles } from '../../protocol/view.ts';
import { besideChat } from '../beside-chat.ts';
import type { Configuration } from '../configuration.ts';
import { failureWords } from '../failure-words.ts';
import { translate } from '../localize.ts';
import type { Notices } from '../panel/notices.ts';
import type { Provider } from '../provider.ts';
import type { OpenSession } from '../sessions/open-session.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { leftOutWords, mostAttachments } from './attachment-list.ts';
import { shownName } from './attachment-reader.ts';
import { type AttachmentSource, type LineRange, thumbnailField } from './attachment-source.ts';
import { type Outbox, selectionSource } from './outbox.ts';
import { pickEffort, pickModel } from './pickers.ts';
import { droppedFile, pathOf, type WorkspaceFiles } from './workspace-files.ts';

export interface ComposerActionsOptions {
  readonly sessions: Sessions;
  readonly outbox: Outbox;
  readonly files: WorkspaceFiles;
  readonly configuration: Configuration;
  readonly provider: Provider;
  readonly notices: Notices;
  readonly onChange: () => void;
}

/** None of it may be called before the workspace is trusted. */
export class ComposerActions {
  readonly #options: ComposerActionsOptions;
  #found: FoundFiles | null = null;
  #searches = 0;

  constructor(options: ComposerActionsOptions) {
    this.#options = options;
  }

  get found(): FoundFiles | null {
    return this.#found;
  }

  /** Of several searches only the newest has a result. */
  async searchFiles(query: string): Promise<void> {
    const search = ++this.#searches;
    const paths = await this.#options.files.find(query);
    if (search !== this.#searches) return;
    this.#found = { query, paths };
    this.#options.onChange();
  }

  /** A folder is read as one, so that the user hears what to do instead. */
  async attachFile(path: string, lines: LineRange): Promise<void> {
    const { files } = this.#options;
    const uri = files.found(path) ?? files.foundFolder(path);
    if (uri !== null) await this.#attach([{ ...fileSource(uri), ...lines }]);
  }

  async attachDropped(addresses: readonly string[]): Promise<void> {
    const files = addresses.map(droppedFile);
    if (files.includes(null)) {
      this.#say(
        translate('Only files of this workspace can be attached; images can also be pasted or dropped.'),
      );
    }
    await this.#attach(files.flatMap((uri) => (uri === null ? [] : [fileSource(uri)])));
  }

  attachImage(name: string, data: string, thumbnail: string | undefined): Promise<void> {
    return this.#attach([{ kind: 'image', name, data, ...thumbnailField(thumbnail) }]);
  }

  /** Opens a file that a conversation names; `line` counts from 1. */
  async openFile(path: string, line: number | undefined): Promise<void> {
    const { files, notices } = this.#options;
    const uri = await files.meant(path);
    const called = shownName(path);
    if (uri === 'outside')
      this.#say(translate('“{0}” is outside this workspace and was not opened.', called), 'open');
    else if (uri === 'absent')
      this.#say(translate('There is no file “{0}” in this workspace.', called), 'open');
    else if (uri === 'noFile')
      this.#say(translate('“{0}” is not a file that can be opened.', called), 'open');
    else {
      notices.withdraw('open');
      const start = new vscode.Position(Math.max(0, (line ?? 1) - 1), 0);
      const selection = line === undefined ? {} : { selection: new vscode.Range(start, start) };
      await vscode.commands.executeCommand('vscode.open', uri, { ...besideChat(), ...selection });
    }
  }

  async pickFiles(): Promise<void> {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const picked = await vscode.window.showOpenDialog({
      title: translate('Attach Files'),
      openLabel: translate('Attach'),
      canSelectMany: true,
      ...(folder === undefined ? {} : { defaultUri: folder }),
    });
    await this.#attach((picked ?? []).map(fileSource));
  }

  async attachSelection(): Promise<void> {
    const { offer } = this.#options.outbox;
    const selected = offer.offer?.selected;
    if (selected === undefined) {
      this.#say(translate('Nothing is selected in a text editor of this workspace.'));
      return;
    }
    const source = selectionSource(selected);
    offer.settle();
    await this.#attach([source]);
  }

  followSelection(isOn: boolean): void {
    this.#options.outbox.offer.follow(isOn);
  }

  detach(id: string): void {
    const { sessions, outbox } = this.#options;
    if (sessions.current !== null) outbox.list(sessions.current).remove(id);
  }

  chooseModel(): Promise<void> {
    const { configuration, provider } = this.#options;
    return pickModel(configuration, provider.listModels());
  }

  chooseEffort(): Promise<void> {
    const { configuration } = this.#options;
    return pickEffort(configuration, modelFacts(configuration.settings.session.model).defaultEffort);
  }

  setSwitch(name: 'autoCompact' | 'memory', isOn: boolean): Promise<void> {
    return this.#options.configuration.write(name === 'memory' ? 'memory.enabled' : name, isOn);
  }

  async #attach(sources: readonly AttachmentSource[]): Promise<void> {
    const session = await this.#session();
    if (session === null) return;
    const list = this.#options.outbox.list(session);
    const room = mostAttachments - list.items.length;
    if (sources.length > room) this.#say(leftOutWords(translate));
    const problems = await Promise.all(sources.slice(0, Math.max(0, room)).map((source) => list.add(source)));
    const told = [
      ...new Set(problems.flatMap((problem) => (problem === null ? [] : [failureWords(problem, translate)]))),
    ];
    if (told.length > 0) this.#say(told.join(' '));
  }

  async #session(): Promise<OpenSession | null> {
    const session = await this.#options.sessions.open();
    if (!isFailure(session)) return session;
    this.#say(failureWords(session, translate));
    return null;
  }

  #say(text: string, about: 'attach' | 'open' = 'attach'): void {
    this.#options.notices.say(about, 'warning', text);
  }
}

const fileSource = (uri: vscode.Uri): AttachmentSource => ({
  kind: 'file',
  uri: uri.toString(),
  name: pathOf(uri),
});
