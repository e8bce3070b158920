/** Says in the status bar, for a moment, what came of a command. */
import * as vscode from 'vscode';

export const mention = (text: string): vscode.Disposable => vscode.window.setStatusBarMessage(text, 5_000);
