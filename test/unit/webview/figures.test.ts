import assert from 'node:assert/strict';
import {
  age,
  countdown,
  dollars,
  duration,
  exactDollars,
  narrowDollars,
  number,
  percent,
  remaining,
  shortestNumber,
  shortNumber,
} from '../../../webview/figures.ts';

const minute = 60_000;
const now = 1_800_000_000_000;

describe('figures', () => {
  const cases: readonly [string, string][] = [
    [number(120_000), '120,000'],
    [shortNumber(0), '0'],
    [shortNumber(62_000), '62K'],
    [shortNumber(2_140), '2.1K'],
    [shortNumber(1_000_000), '1M'],
    [duration(0), '0 ms'],
    [duration(3.4), '3 ms'],
    [duration(1_240), '1.2 s'],
    [duration(9_990), '10 s'],
    [duration(41_000), '41 s'],
    [duration(150_000), '3 min'],
    [age(now - 20_000, now), 'just now'],
    [age(now + minute, now), 'just now'],
    [age(now - 4 * minute, now), '4 min ago'],
    [age(now - 3 * 60 * minute, now), '3 h ago'],
    [age(now - 30 * 60 * minute, now), 'yesterday'],
    [age(now - 72 * 60 * minute, now), '3 days ago'],
    [dollars(0), '$0.00'],
    [dollars(0.004), 'under $0.01'],
    [dollars(1.239), '$1.24'],
    [exactDollars(0), '$0.00'],
    [exactDollars(-1e-9), '$0.00'],
    [exactDollars(0.00421), '$0.0042'],
    [exactDollars(-0.00421), '-$0.0042'],
    [exactDollars(37.139), '$37.14'],
    [narrowDollars(0), '0.00'],
    [narrowDollars(-1e-9), '0.00'],
    [narrowDollars(0.00421), '0.0042'],
    [narrowDollars(-0.0064), '-0.0064'],
    [narrowDollars(37.139), '37.14'],
    [narrowDollars(1204.6), '1,205'],
    [shortestNumber(812_400), '812K'],
    [shortestNumber(5_310_000), '5.3M'],
  ];
  for (const [given, expected] of cases) {
    it(`read well: ${expected}`, () => assert.equal(given, expected));
  }

  it('count down to the second and not below', () => {
    assert.equal(countdown(now + 11_001, now), 12);
    assert.equal(countdown(now + 1, now), 1);
    assert.equal(countdown(now - 5_000, now), 0);
  });

  it('say what is left of a wait, rounded up, and nothing once it is over', () => {
    assert.equal(remaining(now + 60 * minute, now), '60 min');
    assert.equal(remaining(now + 59 * minute + 1, now), '60 min');
    assert.equal(remaining(now + 40_500, now), '41 s');
    assert.equal(remaining(now, now), '');
  });

  it('keep shares between nothing and all', () => {
    assert.equal(percent(50, 200), 25);
    assert.equal(percent(300, 200), 100);
    assert.equal(percent(-1, 200), 0);
    assert.equal(percent(5, 0), 0);
  });
});
