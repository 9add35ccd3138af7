import type { Refusal } from "./entry";
import type { Answer } from "./transport";

/** What an answer says about each event of a batch; undefined if it says nothing about single events. */
export function readVerdicts({ status, accepted, results, code, detail }: Answer, count: number): (Refusal | undefined)[] | undefined {
  const list = Array.isArray(results) && results;
  const isSuccess = status < 300 && accepted !== undefined;
  if (!isSuccess && !(list && status > 399 && status < 500)) return undefined;
  const verdicts = Array<Refusal | undefined>(count).fill(isSuccess ? undefined : { status, code, detail });
  for (const one of list || []) {
    verdicts[one.index] = {
      status: one.status,
      code: one.code,
      detail: JSON.stringify(one.errors) ?? "",
    };
  }
  return verdicts;
}

/**
 * Whether nothing of the request was stored: the server refused it, or says that it was too busy.
 * After a broken connection, or an error of something in between, nobody knows.
 */
export const isNothingStored = ({ status, code }: Answer): boolean =>
  status > 399 && (status < 500 || (status === 503 && !!code));
