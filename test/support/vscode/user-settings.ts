// User settings for a VS Code in which nothing but our extension speaks up.

export type UserSettings = Readonly<Record<string, unknown>>;

const quiet: UserSettings = {
  'chat.disableAIFeatures': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'json.schemaDownload.enable': false,
  'npm.fetchOnlinePackageInfo': false,
  'typescript.disableAutomaticTypeAcquisition': true,
  'git.openRepositoryInParentFolders': 'never',
  'window.confirmBeforeClose': 'never',
  // The browser's VS Code saves after a delay by default, the desktop's does not. Tests of unsaved edits need the latter.
  'files.autoSave': 'off',
  // An untrusted folder opens in Restricted Mode at once, without a dialog over the workbench.
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

export function userSettingsText(settings: UserSettings = {}): string {
  return `${JSON.stringify({ ...quiet, ...settings }, undefined, 2)}\n`;
}
