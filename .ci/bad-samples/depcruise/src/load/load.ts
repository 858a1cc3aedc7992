import 'node:fs';
import '../config.ts'; // refused: adapters-never-meet
import 'fast-check'; // refused: no-development-package
import 'not-there'; // refused: no-unresolvable
