/** Lets the user choose the model, and how hard it thinks. Both write the user's settings. */
import * as vscode from 'vscode';
import { knownModels } from '../../core/models/model-facts.ts';
import type { PriceList } from '../../core/models/pricing.ts';
import type { ListedModel } from '../../core/ports/model.ts';
import type { Configuration } from '../configuration.ts';
import { translate } from '../localize.ts';
import { plainLabel } from '../plain-label.ts';
import { settingRules } from '../settings.ts';
import { type ModelChoice, modelChoices } from './model-choices.ts';

interface ModelPick extends vscode.QuickPickItem {
  readonly model: string;
}

/** What is known is offered at once, what the server tells is added when it comes. */
export async function pickModel(
  configuration: Configuration,
  listed: Promise<readonly ListedModel[]>,
): Promise<void> {
  const { model, prices } = configuration.settings.session;
  const pick = vscode.window.createQuickPick<ModelPick>();
  let served: readonly ListedModel[] = [];
  const show = (): void => {
    pick.items = picks(model, served, prices, pick.value);
  };
  pick.title = translate('Model');
  pick.placeholder = translate('Choose a model, or write the name of another');
  pick.matchOnDescription = true;
  pick.onDidChangeValue(show);
  pick.onDidAccept(async () => {
    const [chosen] = pick.selectedItems;
    pick.hide();
    if (chosen !== undefined) await configuration.write('model', chosen.model);
  });
  pick.onDidHide(() => pick.dispose());
  show();
  pick.activeItems = pick.items.filter((item) => item.model === model);
  pick.busy = true;
  pick.show();
  served = await listed;
  pick.busy = false;
  const [active] = pick.activeItems;
  show();
  pick.activeItems = pick.items.filter((item) => item.model === active?.model);
}

function picks(
  current: string,
  served: readonly ListedModel[],
  prices: PriceList,
  written: string,
): readonly ModelPick[] {
  const choices = modelChoices({ known: knownModels, served, current, prices });
  const own = written.trim();
  const isKnown = ({ id, name }: ModelChoice): boolean =>
    `${id}\n${name}`.toLowerCase().includes(own.toLowerCase());
  const isNew = own !== '' && !choices.some(isKnown);
  const items = choices.map((choice) => describe(choice, current));
  return isNew ? [...items, { label: translate('Use “{0}”', own), model: own, alwaysShow: true }] : items;
}

function describe({ id, name, price }: ModelChoice, current: string): ModelPick {
  const cost =
    price === null
      ? translate('price unknown')
      : translate('{0} in, {1} out per million tokens', dollars(price.input), dollars(price.output));
  const label = plainLabel(name === '' ? id : name);
  return {
    model: id,
    label: id === current ? `$(check) ${label}` : label,
    description: name === '' ? cost : `${id} · ${cost}`,
  };
}

const dollars = (amount: number): string => `$${amount}`;

export async function pickEffort(configuration: Configuration, standard: string | null): Promise<void> {
  const current = configuration.settings.session.effort;
  const items = settingRules.effort.choices.map((effort) => ({
    effort,
    label: `${effort === current ? '$(check) ' : ''}${effort === '' ? translate('Default') : effort}`,
    ...(effort === '' && standard !== null
      ? { description: translate('for this model: {0}', standard) }
      : {}),
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: translate('Effort'),
    placeHolder: translate('How much the model thinks before it answers; more takes longer and costs more'),
  });
  if (chosen !== undefined) await configuration.write('effort', chosen.effort);
}
