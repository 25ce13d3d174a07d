import fc from 'fast-check';

/** The same examples at each run: a mutant that is killed today is killed tomorrow. Mutation testing only. */
fc.configureGlobal({ seed: 20_261_123 });
