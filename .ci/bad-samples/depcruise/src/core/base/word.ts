export const word = '';
