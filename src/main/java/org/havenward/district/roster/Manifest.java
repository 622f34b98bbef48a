package org.havenward.district.roster;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.havenward.district.RosterFault;
import org.havenward.district.roster.RosterFile.Mode;
import org.jspecify.annotations.Nullable;

/**
 * What an export says about itself in {@code manifest.csv}: its version, and for each file whether it holds everything or
 * only changes. Without a manifest the files that are there speak for themselves.
 */
record Manifest(String version, Map<RosterFile, Mode> modes) {
    private static final String FILE = "manifest.csv";

    Mode mode(RosterFile file) {
        return modes.getOrDefault(file, Mode.ABSENT);
    }

    boolean anyDelta() {
        return modes.containsValue(Mode.DELTA);
    }

    static Manifest read(RosterSource source, boolean delta, Faults faults) {
        var said = source.has(FILE) ? properties(source, faults) : null;
        var modes = new EnumMap<RosterFile, Mode>(RosterFile.class);
        for (var file : RosterFile.values()) {
            modes.put(file, mode(file, said, source.has(file.fileName()), delta, faults));
        }
        return new Manifest(version(said, source, faults), modes);
    }

    private static Mode mode(
            RosterFile file, @Nullable Map<String, String> said, boolean there, boolean delta, Faults faults) {
        var word = said == null ? null : said.get(file.manifestName().toLowerCase(Locale.ROOT));
        if (word == null) {
            return !there ? Mode.ABSENT : delta ? Mode.DELTA : Mode.BULK;
        }
        switch (word.toLowerCase(Locale.ROOT)) {
            case "absent" -> {
                return Mode.ABSENT;
            }
            case "bulk", "delta" -> {
                if (!there) {
                    faults.add(file.fileName(), 0, null, null, RosterFault.MISSING_FILE);
                    return Mode.ABSENT;
                }
                if (delta && word.equalsIgnoreCase("bulk")) {
                    faults.add(FILE, 0, file.manifestName(), word, RosterFault.BULK_NOT_DELTA);
                }
                return word.equalsIgnoreCase("bulk") ? Mode.BULK : Mode.DELTA;
            }
            default -> {
                faults.add(FILE, 0, file.manifestName(), word, RosterFault.BAD_MANIFEST);
                return Mode.ABSENT;
            }
        }
    }

    private static String version(@Nullable Map<String, String> said, RosterSource source, Faults faults) {
        var version = said == null ? null : said.get("oneroster.version");
        if (version == null || version.isEmpty()) {
            return source.has(RosterFile.ROLES.fileName()) ? "1.2" : "1.1";
        }
        if (!version.equals("1.1") && !version.equals("1.2")) {
            faults.add(FILE, 0, "oneroster.version", version, RosterFault.UNKNOWN_VERSION);
        }
        return version;
    }

    private static Map<String, String> properties(RosterSource source, Faults faults) {
        var properties = new HashMap<String, String>();
        var rows = CsvRows.open(source, FILE, List.of("propertyName", "value"), false, faults);
        if (rows == null) {
            return properties;
        }
        try (rows) {
            var names = rows.header().stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .toList();
            int name = names.indexOf("propertyname");
            int value = names.indexOf("value");
            for (var row = rows.next(); row != null; row = rows.next()) {
                properties.put(
                        row.get(name).strip().toLowerCase(Locale.ROOT),
                        row.get(value).strip());
            }
        } catch (java.io.IOException closing) {
            faults.add(FILE, 0, null, null, RosterFault.UNREADABLE_FILE);
        }
        return properties;
    }
}
