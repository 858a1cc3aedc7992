import 'better-sqlite3';
import 'drizzle-orm/better-sqlite3';
import '../core/base/word.ts';
import '../service/port.ts';
import './schema.ts';
