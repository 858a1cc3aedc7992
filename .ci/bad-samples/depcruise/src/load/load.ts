import 'node:fs';
import '../config.ts'; // refused: adapters-never-meet
import 'fast-check'; // refused: no-development-package
import 'not-there'; // refused: no-unresolvable
import 'jose'; // refused: only-identity-imports-its-packages
import 'prom-client'; // refused: only-metrics-imports-its-packages
import 'saxes'; // refused: only-images-imports-its-packages
