import '../main.ts';
import '../store/store.ts'; // refused: commands-have-no-database
