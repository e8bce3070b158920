import assert from 'node:assert/strict';
import { putBack } from '../../../../src/core/merge/proposal-merge.ts';

const lines = [
  { heading: 'Standing Instructions', line: '- "Never push." (turn 1)' },
  { heading: 'Files', line: '- `a.ts`: changed (turn 2)' },
];

describe('lines that code keeps and a merge has lost', () => {
  it('go back to the end of their sections, the rest as it is to the letter', () => {
    const text =
      '# Mine  \n\n## Standing Instructions\n\n- "Ask first." (turn 1)\n\n## Files\n\n## Notes\n\n* tea\n';
    assert.equal(
      putBack(text, lines),
      '# Mine  \n\n## Standing Instructions\n\n- "Ask first." (turn 1)\n- "Never push." (turn 1)\n\n## Files\n\n- `a.ts`: changed (turn 2)\n\n## Notes\n\n* tea\n',
    );
  });

  it('keep the line ends of the file', () => {
    assert.equal(
      putBack('## Files\r\n\r\n- `b.ts`: read (turn 1)\r\n', lines.slice(1)),
      '## Files\r\n\r\n- `b.ts`: read (turn 1)\r\n- `a.ts`: changed (turn 2)\r\n',
    );
  });

  it('bring a section along that is not there', () => {
    assert.equal(
      putBack('## Notes\n\n* tea\n', lines.slice(1)),
      '## Notes\n\n* tea\n\n## Files\n\n- `a.ts`: changed (turn 2)\n',
    );
  });

  it('go nowhere where none is lost', () => {
    assert.equal(putBack('## Notes\n', []), '## Notes\n');
  });
});
