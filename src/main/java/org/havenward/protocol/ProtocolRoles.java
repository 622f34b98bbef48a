package org.havenward.protocol;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.havenward.casework.CaseRole;

/** Who may be responsible for a step: what people do on a case's team, and whoever raised the concern. */
public final class ProtocolRoles {
    /** Whoever raised a concern about the student; their own duty to report stays theirs. */
    public static final String REPORTER = "reporter";

    /** All roles that a protocol may name, such as {@code lead} and {@code social-worker}. */
    public static final Set<String> ALL =
            Set.copyOf(Stream.concat(Arrays.stream(CaseRole.values()).map(ProtocolRoles::word), Stream.of(REPORTER))
                    .collect(java.util.stream.Collectors.toCollection(TreeSet::new)));

    private ProtocolRoles() {}

    public static String word(CaseRole role) {
        return LawField.Words.word(role);
    }

    /** The role on the team that a word names; not there for {@link #REPORTER}. */
    public static java.util.Optional<CaseRole> onTeam(String word) {
        return Arrays.stream(CaseRole.values())
                .filter(role -> word(role).equals(word))
                .findFirst();
    }
}
