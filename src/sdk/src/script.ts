import { SR } from "./index";

(window as unknown as Record<string, unknown>)["SR"] = SR;
