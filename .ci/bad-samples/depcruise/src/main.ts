import '@fastify/helmet'; // refused: only-http-imports-its-packages
import './config.ts';
import './load/load.ts';
