import 'drizzle-orm/sqlite-core';
import '../http/http.ts'; // refused: adapters-never-meet
