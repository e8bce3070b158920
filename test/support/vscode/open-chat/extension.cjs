// Shows the chat when `npm start` has opened VS Code. An installed extension must not open itself, so this is none of its
// own business.
const { commands } = require('vscode');

exports.activate = () => {
  void commands.executeCommand('sessionMemory.openChat');
};
