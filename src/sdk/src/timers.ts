const LONGEST_MS = 1e9;

/** As setTimeout, which takes more than 24 days for none at all. */
export const later = (work: () => void, ms: number): ReturnType<typeof setTimeout> =>
  setTimeout(work, Math.min(LONGEST_MS, ms));
