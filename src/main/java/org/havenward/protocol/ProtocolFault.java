package org.havenward.protocol;

import java.util.List;

/** A file is no protocol, or no facts or answers for one: each place that is wrong, in plain words. */
public final class ProtocolFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * @param line counted from 1; 0 where it is not known
     * @param place where in the file, such as {@code /phases/0/items/3/due}; empty for the whole
     */
    public record Problem(int line, String place, String what) {
        @Override
        public String toString() {
            return (line > 0 ? "line " + line + ": " : "") + (place.isEmpty() ? "" : place + " ") + what;
        }
    }

    ProtocolFault(List<Problem> problems) {
        super(String.join("\n", problems.stream().map(Problem::toString).toList()));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
