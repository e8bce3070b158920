/** Offers once, and never again, to keep the memory file out of git: for this clone alone, in `.git/info/exclude`. */
import type { GitFile } from '../../core/ports/git-file.ts';
import { failureWords } from '../failure-words.ts';
import { describeError, type Log } from '../log.ts';
import type { Notices } from '../panel/notices.ts';
import type { Translate } from '../translate.ts';
import type { Values } from '../values.ts';

export interface GitOfferOptions {
  /** Null where there is no folder on a disk. */
  readonly git: GitFile | null;
  readonly values: Values;
  readonly notices: Notices;
  /** The workspace's file shows a memory, and the user sees the panel in which the offer stands. */
  readonly isTimely: () => boolean;
  readonly log: Log;
  readonly translate: Translate;
}

const key = 'gitExclude.offered';

export class GitOffer {
  readonly #options: GitOfferOptions;
  #isSettled: boolean;

  constructor(options: GitOfferOptions) {
    this.#options = options;
    this.#isSettled = options.git === null || options.values.get(key) === true;
  }

  /** Cheap: it is called whenever something has changed. */
  consider(): void {
    if (this.#isSettled || !this.#options.isTimely()) return;
    this.#isSettled = true;
    this.#offer().catch((error: unknown) => this.#options.log.error(`Unexpected: ${describeError(error)}`));
  }

  async #offer(): Promise<void> {
    const { git, values, notices, translate: t } = this.#options;
    if (git === null || !(await git.couldBeExcluded())) return;
    await values.update(key, true);
    const message = t(
      'Git would take the memory file along into a commit. Exclude it, in this clone only? It then stands in .git/info/exclude.',
    );
    notices.say('git', 'info', message, ['excludeFromGit']);
  }

  async accept(): Promise<void> {
    const { git, notices, translate: t } = this.#options;
    const problem = git === null ? null : await git.exclude();
    if (problem !== null) notices.say('git', 'warning', failureWords(problem, t), ['showLog']);
    else notices.say('git', 'info', t('Git leaves the memory file alone from now on.'));
  }
}
