import 'json-canonicalize';
import 'node:crypto';
import 'zod';
import '../core/base/word.ts';
import 'node:fs'; // refused: service-has-no-framework
import 'handlebars'; // refused: only-render-imports-its-packages, service-has-no-framework
import '../store/store.ts'; // refused: service-has-no-framework
