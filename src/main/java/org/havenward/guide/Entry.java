package org.havenward.guide;

import java.util.Locale;

/** One entry of the shared knowledge. */
public sealed interface Entry permits Indicator, RiskFactor, VulnerableGroup, Term, HelpLine, Advice {
    /** What a district's own ids start with, and ours never do. */
    String LOCAL = "local.";

    /** Stable; also the entry's anchor on the knowledge page. */
    String id();

    /** Goes up when the meaning changes. */
    int version();

    /** What it rests on: the figure or section of the guide, or the district's own source. */
    String source();

    /** Its words: one short line, or a passage. */
    String text(Locale language);

    /** Whether the district added it. */
    default boolean local() {
        return id().startsWith(LOCAL);
    }
}
