/** The seeds that `npm test` and the mutants play, and for how many virtual days. */
export const fixedSeeds: readonly number[] = [52, 15, 29, 1, 31, 10, 25, 20];
export const fixedDays = 5;
