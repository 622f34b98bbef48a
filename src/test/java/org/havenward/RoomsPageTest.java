package org.havenward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.ApplicationModule;

/**
 * {@code docs/rooms.md} is drawn from what each room's {@code package-info.java} says. After a change of rooms:
 * {@code mvn test -Dtest=RoomsPageTest -Dhavenward.write=true} writes it anew.
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RoomsPageTest {
    private static final Path SOURCES = Path.of("src/main/java/org/havenward");
    private static final Path PAGE = Path.of("docs/rooms.md");

    @Test
    void the_picture_of_the_rooms_is_current() throws IOException {
        var drawn = draw(rooms());
        if (Boolean.getBoolean("havenward.write")) {
            Files.writeString(PAGE, drawn);
        }
        assertThat(Files.readString(PAGE))
                .as("run: mvn test -Dtest=RoomsPageTest -Dhavenward.write=true")
                .isEqualTo(drawn);
    }

    @Test
    void a_room_more_or_an_arrow_less_would_show() throws IOException {
        var rooms = rooms();
        assertThat(rooms).containsKeys("platform", "access", "guide", "concern", "casework");
        assertThat(rooms.get("casework").imports()).contains("concern", "guide");
        assertThat(reduced(rooms).get("casework")).contains("concern").doesNotContain("platform");
    }

    private record Room(Set<String> imports, String purpose) {}

    private static Map<String, Room> rooms() throws IOException {
        var rooms = new TreeMap<String, Room>();
        try (var folders = Files.list(SOURCES)) {
            for (var folder : folders.filter(Files::isDirectory).sorted().toList()) {
                var said = folder.resolve("package-info.java");
                if (Files.exists(said)) {
                    var name = folder.getFileName().toString();
                    rooms.put(name, new Room(imports(name), purpose(Files.readString(said))));
                }
            }
        }
        return rooms;
    }

    private static Set<String> imports(String room) {
        try {
            var module =
                    Class.forName("org.havenward." + room + ".package-info").getAnnotation(ApplicationModule.class);
            return module == null
                    ? Set.of()
                    : new TreeSet<>(Arrays.stream(module.allowedDependencies())
                            .map(name -> name.replaceFirst("\\s*::.*", "").strip())
                            .toList());
        } catch (ClassNotFoundException notCompiled) {
            throw new AssertionError(notCompiled);
        }
    }

    /** The room's own words, without the list of imports that ends them. */
    private static String purpose(String source) {
        var comment = source.substring(source.indexOf("/**") + 3, source.indexOf("*/"));
        var words = comment.lines()
                .map(line -> line.strip().replaceFirst("^\\*\\s?", ""))
                .reduce("", (before, line) -> before + " " + line)
                .replaceAll("\\{@\\w+ ([^}]*)}", "$1")
                .replaceAll("\\s+", " ")
                .strip();
        return words.replaceFirst("\\s*Imports [^.]*\\.$", "");
    }

    /** An arrow that follows from others is left out. */
    private static Map<String, Set<String>> reduced(Map<String, Room> rooms) {
        var arrows = new LinkedHashMap<String, Set<String>>();
        rooms.forEach((name, room) -> {
            var kept = new TreeSet<>(room.imports());
            room.imports().forEach(other -> kept.removeAll(reach(other, rooms)));
            arrows.put(name, kept);
        });
        return arrows;
    }

    private static Set<String> reach(String room, Map<String, Room> rooms) {
        var reached = new TreeSet<String>();
        var known = rooms.get(room);
        if (known != null) {
            for (var next : known.imports()) {
                reached.add(next);
                reached.addAll(reach(next, rooms));
            }
        }
        return reached;
    }

    private static String draw(Map<String, Room> rooms) {
        var page = new StringBuilder("""
                # The rooms

                Drawn by `RoomsPageTest` from each room's `package-info.java`. An arrow means "may import"; what follows from other
                arrows is left out.

                ```mermaid
                flowchart BT
                """);
        reduced(rooms).forEach((name, imports) -> {
            if (imports.isEmpty()) {
                page.append("  ").append(name).append('\n');
            }
            imports.forEach(other ->
                    page.append("  ").append(name).append(" --> ").append(other).append('\n'));
        });
        page.append("```\n\n| room | what it is for | may import |\n|---|---|---|\n");
        rooms.forEach((name, room) -> page.append("| `")
                .append(name)
                .append("` | ")
                .append(room.purpose())
                .append(" | ")
                .append(String.join(", ", room.imports()))
                .append(" |\n"));
        return page.toString();
    }
}
