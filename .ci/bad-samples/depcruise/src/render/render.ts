import 'handlebars';
import '../load/load.ts'; // refused: adapters-never-meet
