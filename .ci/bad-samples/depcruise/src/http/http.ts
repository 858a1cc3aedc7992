import '@fastify/helmet';
import 'fastify';
import 'fastify-type-provider-zod';
import 'drizzle-orm'; // refused: only-store-imports-its-packages
import '../main.ts'; // refused: adapters-never-meet, programs-are-not-imported
