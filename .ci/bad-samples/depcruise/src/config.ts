import 'zod';
import './core/base/word.ts';
import './service/port.ts'; // refused: config-knows-no-layer-but-core
