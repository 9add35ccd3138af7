const LONGEST_MS = 2 ** 31 - 1;

/** As setTimeout, which would take a longer time for none. */
export const later = (work: () => void, ms: number): ReturnType<typeof setTimeout> =>
  setTimeout(work, Math.max(0, Math.min(LONGEST_MS, ms)));
