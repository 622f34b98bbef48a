package org.havenward.platform;

/** One part of the answer to "is it well?"; asked by {@code GET /health} and {@code ./havenward} alike. */
public interface HealthCheck {
    String name();

    Health check();

    /** Whether it is well, with a short word on what is wrong; no content, no names. */
    record Health(boolean well, String word) {
        public static Health fine() {
            return new Health(true, "fine");
        }

        public static Health unwell(String word) {
            return new Health(false, word);
        }
    }
}
