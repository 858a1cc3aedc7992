/** The version of this engine, that of the package; a test keeps the two equal. */
export const ENGINE_VERSION = '0.1.0';
