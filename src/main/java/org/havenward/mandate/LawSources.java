package org.havenward.mandate;

import java.util.List;
import java.util.Optional;
import org.havenward.guide.InBoth;
import org.jspecify.annotations.Nullable;

/** What the codes of sources mean. */
record LawSources(List<Source> all) {
    LawSources {
        all = List.copyOf(all);
    }

    /**
     * @param at where it is on the web, without {@code https://}; STATE stands for the state's name
     * @param care old, copy, undated, indirect, not-authoritative, or not-seen; null for none of them
     */
    record Source(
            String code,
            InBoth<String> says,
            @Nullable String at,
            @Nullable String care) {}

    Optional<Source> of(String code) {
        return all.stream().filter(source -> source.code().equals(code)).findFirst();
    }
}
