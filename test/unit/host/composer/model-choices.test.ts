import assert from 'node:assert/strict';
import { knownModels } from '../../../../src/core/models/model-facts.ts';
import { listedPrices } from '../../../../src/core/models/pricing.ts';
import { modelChoices } from '../../../../src/host/composer/model-choices.ts';

const current = 'claude-sonnet-5-5';

describe('The models to choose among', () => {
  it('are those that are known, with their prices, while no server says more', () => {
    const choices = modelChoices({ known: knownModels, served: [], current, prices: listedPrices });
    assert.deepEqual(
      choices.map(({ id }) => id),
      knownModels,
    );
    assert.deepEqual(choices.find(({ id }) => id === current)?.price, { input: 2, output: 10 });
  });

  it('are the server’s own where it tells, and the one in use', () => {
    const served = [
      { id: 'llama', name: 'Llama $(flame)' },
      { id: '__proto__', name: '' },
      { id: 'llama', name: 'again' },
    ];
    const choices = modelChoices({ known: knownModels, served, current, prices: listedPrices });
    assert.deepEqual(
      choices.map(({ id }) => id),
      ['llama', '__proto__', current],
    );
    assert.equal(choices[0]?.price, null);
  });
});
