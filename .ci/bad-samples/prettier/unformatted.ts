export const words = { "first" : "double quotes",
  second: 'no comma after the last' }
