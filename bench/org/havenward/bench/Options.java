package org.havenward.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What stands behind the name of a benchmark: {@code --name value}, or one number alone. */
final class Options {
    private final Map<String, String> values = new HashMap<>();

    /** @param known the names that the benchmark has; a number alone is the first one's */
    Options(String[] arguments, String... known) {
        var names = List.of(known);
        for (int at = 0; at < arguments.length; at++) {
            var argument = arguments[at];
            if (argument.matches("\\d+")) {
                values.put(names.getFirst(), argument);
                continue;
            }
            var parts = argument.split("=", 2);
            var name = parts[0].replaceFirst("^--", "");
            if (!argument.startsWith("--") || !names.contains(name) || (parts.length == 1 && at + 1 == arguments.length)) {
                throw new IllegalArgumentException(
                        argument + " is not one of --" + String.join(" N, --", names) + " N");
            }
            values.put(name, parts.length == 2 ? parts[1] : arguments[++at]);
        }
    }

    static String[] after(String[] arguments) {
        return arguments.length == 0 ? arguments : Arrays.copyOfRange(arguments, 1, arguments.length);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Commas are allowed, as in 1,000,000. */
    int number(String name, int otherwise) {
        var given = values.get(name);
        if (given == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(given.replace(",", "").replace("_", ""));
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException notOne) {
            // said below
        }
        throw new IllegalArgumentException("--" + name + " is a number above zero, not " + given);
    }

    Path folder(String name) {
        return Path.of(Objects.requireNonNull(values.get(name))).toAbsolutePath();
    }
}
