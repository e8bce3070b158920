/** What a file of the workspace that the user attaches holds now. */
export type AttachableFile =
  | { readonly kind: 'read'; readonly bytes: Uint8Array }
  /** `denied` stands for every other error of the file system. */
  | { readonly kind: 'outside' | 'absent' | 'folder' | 'special' | 'changing' | 'denied' }
  | { readonly kind: 'tooLarge'; readonly size: number };
