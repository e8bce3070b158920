import { mergeMemory } from '../../../src/core/merge.ts';
let seed = 7; const rnd = (n: number) => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return (seed >> 8) % n; };
const pool = ['mine-1 a1','mine-2 b2','fact-1 c1','fact-2 d2','fact-3 e3','mine-3 f3'];
const pick = (ls: string[]) => ls.filter(() => rnd(2)).sort(() => rnd(3) - 1).map((l) => (rnd(4) ? '- ' : '* ') + l);
const doc = () => { const all = pick(pool); const k = rnd(all.length + 1); return `## User Intent\n\n${all.slice(0,k).join('\n')}\n\n## Active Work\n\n${all.slice(k).join('\n')}\n`; };
const say = (t: string) => t.split('\n').map((l) => l.replace(/^[-*] /, '')).filter((l) => /mine|fact/.test(l));
let bad = 0;
for (let i = 0; i < 200000 && bad < 3; i++) {
  const base = doc(), user = doc(), proposed0 = doc();
  // proposal may repeat lines in both sections
  const proposed = rnd(2) ? proposed0 : proposed0.replace('## Active Work\n\n', `## Active Work\n\n- ${pool[rnd(6)]}\n`);
  const held = pool.filter((l) => l.startsWith('mine') && user.includes(l) && rnd(2));
  const r = mergeMemory({ base, user, proposed, ownership: { held, deletedLines: [], deletedSections: [] } });
  const s = say(r.text);
  const u = say(user);
  const dup = s.find((l, j) => s.indexOf(l) !== j && r.ownership.held.some((h) => h.includes(l)));
  if (dup) { bad++; console.log({ dup, base, user, proposed, held, text: r.text, own: r.ownership }); }
  const lost = r.ownership.held.find((h) => !s.includes(h.replace(/^[-*] /, '')));
  if (lost) { bad++; console.log('LOST', { lost, base, user, proposed, held, text: r.text }); }
}
console.log('bad', bad);
