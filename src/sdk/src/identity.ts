import { randomHex } from "./encoding";
import type { Settings } from "./settings";

const NAME = "eventauth-uuid";
const FORM = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const SECONDS = 400 * 86400;

// A random UUID: version 4, variant 10 (RFC 9562, section 5.4).
const makeUuid = (): string => randomHex(16).replace(/(.{8})(.{4}).(.{3}).(.{3})/, "$1-$2-4$3-a$4-");

export const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work();
  } catch {
    // Cookies or storage are forbidden.
    return undefined;
  }
};

const readCookie = (): string | undefined =>
  attempt(() =>
    document.cookie
      .split("; ")
      .find((pair) => pair.startsWith(NAME + "="))
      ?.slice(NAME.length + 1),
  );

const isUuid = (text: string | null | undefined): text is string => FORM.test(text!);

/** Keeps a uuid in the cookie for 400 days, or else in localStorage. */
export function keepUuid(uuid: string, settings: Settings): string {
  if (!isUuid(uuid)) throw "uuid";
  attempt(() => {
    const domain = settings.cookieDomain ? "; domain=" + settings.cookieDomain : "";
    const secure = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `${NAME}=${uuid}; path=/; max-age=${SECONDS}; samesite=lax${domain}${secure}`;
  });
  if (readCookie() !== uuid) attempt(() => (localStorage[NAME] = uuid));
  return uuid;
}

/** The uuid of this browser, or the one given; from now on for another 400 days. */
export function findUuid(given: string | undefined, settings: Settings): string {
  const kept = [given, readCookie(), attempt(() => localStorage[NAME])].find(isUuid);
  return keepUuid(kept ?? makeUuid(), settings);
}
