import 'zod'; // refused: every-file-has-a-layer
