import type { EventParams, Options } from "./types";
export declare const SR: {
    version: string;
    init(options: Options): void;
    event: {
        trackCustomEvent(action: string, params?: EventParams, label?: string): void;
    };
    client: {
        setAccessToken(value: string): void;
        setUuid(value: string): void;
        getUuid: () => string;
    };
    jwt: {
        getAccessToken: () => string | undefined;
        clearAccessToken(): void;
    };
};
export default SR;
export type { EventParams, Options } from "./types";
