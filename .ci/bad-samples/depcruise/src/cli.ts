import './cli/cli.ts';
