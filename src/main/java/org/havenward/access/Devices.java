package org.havenward.access;

/** Says what browser a session is in, in a few words, so that someone recognizes their own. */
final class Devices {
    private Devices() {}

    static String words(String userAgent) {
        return browser(userAgent) + " · " + system(userAgent);
    }

    private static String browser(String agent) {
        if (agent.contains("Edg/")) {
            return "Edge";
        }
        if (agent.contains("Firefox/")) {
            return "Firefox";
        }
        if (agent.contains("Chrome/")) {
            return "Chrome";
        }
        return agent.contains("Safari/") ? "Safari" : "Browser";
    }

    private static String system(String agent) {
        if (agent.contains("iPhone") || agent.contains("iPad")) {
            return "iOS";
        }
        if (agent.contains("Android")) {
            return "Android";
        }
        if (agent.contains("Windows")) {
            return "Windows";
        }
        if (agent.contains("CrOS")) {
            return "ChromeOS";
        }
        if (agent.contains("Mac OS")) {
            return "macOS";
        }
        return agent.contains("Linux") ? "Linux" : "?";
    }
}
