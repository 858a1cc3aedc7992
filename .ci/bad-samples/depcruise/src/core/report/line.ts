export const line = '';
