/** What keeps a store from working, though nobody did anything wrong. Nothing was stored, and what was stored before is whole. */
export type StorageFault = 'storage_full' | 'storage_unavailable';

/** What each fault means. */
const ABOUT = {
  storage_full: 'There is no room left to store anything.',
  storage_unavailable: 'The store cannot be reached now, or has more to write than it can take.',
} as const satisfies Record<StorageFault, string>;

/** Thrown by stores when the fault lies with what they keep things on. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly fault: StorageFault;

  constructor(fault: StorageFault, options?: ErrorOptions) {
    super(ABOUT[fault], options);
    this.fault = fault;
  }
}
