package org.havenward.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A protocol laid out to be drawn: phases as columns, steps and questions as boxes one below the other, and an arrow from
 * each question or step to what hangs on it in the same phase. What hangs on another phase says so in its condition. All
 * measures are in the picture's own units.
 *
 * @param arrows what comes from one box shares one line beside the column, and leaves it at each box that hangs on it
 */
public record Picture(int width, int height, List<Column> columns, List<Box> boxes, List<Arrow> arrows) {
    private static final int BOX = 300;
    private static final int LANE = 12;
    private static final int MARGIN = 16;
    private static final int HEAD = 56;
    private static final int LINE = 18;
    private static final int GAP = 26;
    private static final int MOST_LETTERS = 36;
    private static final int MOST_LINES = 4;

    public Picture {
        columns = List.copyOf(columns);
        boxes = List.copyOf(boxes);
        arrows = List.copyOf(arrows);
    }

    /** A phase. */
    public record Column(int x, int width, List<String> title, String when) {}

    /**
     * A step or question.
     *
     * @param when the condition, cut to one line; empty where every case has it
     * @param title broken into lines
     */
    public record Box(
            String id,
            boolean question,
            boolean duty,
            int x,
            int y,
            int width,
            int height,
            List<String> title,
            String when,
            String role) {}

    /** @param path as SVG has it */
    public record Arrow(String from, String to, String path) {}

    /** @param language of the words in it */
    public static Picture of(Protocol protocol, ProtocolWords words, java.util.Locale language) {
        var columns = new ArrayList<Column>();
        var boxes = new ArrayList<Box>();
        var arrows = new ArrayList<Arrow>();
        var x = MARGIN;
        var bottom = 0;
        for (var phase : protocol.phases()) {
            var gutter = gutter(phase);
            var left = x + gutter.lanes() * LANE + LANE;
            columns.add(new Column(
                    left,
                    BOX,
                    lines(phase.title().in(language), 2),
                    phase.when() == null ? "" : cut(words.of(phase.when()), MOST_LETTERS + 8)));
            var y = MARGIN + HEAD;
            var placed = new HashMap<String, Box>();
            for (var item : phase.items()) {
                var box = box(item, left, y + (item.when() == null ? 0 : LINE), words, language);
                placed.put(item.id(), box);
                boxes.add(box);
                y = box.y() + box.height() + GAP;
            }
            gutter.laneOf()
                    .forEach((from, lane) -> gutter.targets(from)
                            .forEach(to -> arrows.add(arrow(placed, from, to, left - LANE - lane * LANE))));
            bottom = Math.max(bottom, y);
            x = left + BOX + 2 * MARGIN;
        }
        return new Picture(x, bottom + MARGIN, columns, boxes, arrows);
    }

    private static Box box(Protocol.Item item, int x, int y, ProtocolWords words, java.util.Locale language) {
        var title = lines(item.title().in(language), MOST_LINES);
        return new Box(
                item.id(),
                item instanceof Protocol.Question,
                item instanceof Protocol.Step step && step.duty() != null,
                x,
                y,
                BOX,
                (title.size() + 1) * LINE + 16,
                title,
                item.when() == null ? "" : cut(words.of(item.when()), MOST_LETTERS + 12),
                words.role(item.role()));
    }

    private static Arrow arrow(Map<String, Box> placed, String from, String to, int lane) {
        var start = placed.get(from);
        var end = placed.get(to);
        if (start == null || end == null) {
            throw new IllegalStateException("An arrow needs both of its boxes");
        }
        var path = "M %d %d H %d V %d H %d"
                .formatted(start.x(), start.y() + start.height() / 2, lane, end.y() + end.height() / 2, end.x() - 2);
        return new Arrow(from, to, path);
    }

    // ---- lanes -----------------------------------------------------------------------------------------------------

    /** The lines beside a column: whose they are, and how far out each runs. */
    private record Gutter(Map<String, Integer> laneOf, Map<String, Set<String>> follows, int lanes) {
        Set<String> targets(String from) {
            return follows.getOrDefault(from, Set.of());
        }
    }

    private static Gutter gutter(Protocol.Phase phase) {
        var place = new HashMap<String, Integer>();
        phase.items().forEach(item -> place.put(item.id(), place.size()));
        Map<String, Set<String>> follows = new java.util.LinkedHashMap<>();
        for (var item : phase.items()) {
            before(item)
                    .filter(id -> place.containsKey(id) && !id.equals(item.id()))
                    .forEach(id -> follows.computeIfAbsent(id, from -> new LinkedHashSet<>())
                            .add(item.id()));
        }
        var laneOf = new java.util.LinkedHashMap<String, Integer>();
        var taken = new ArrayList<List<int[]>>();
        // The shortest run nearest to the boxes, so that few lines cross.
        follows.keySet().stream()
                .sorted(java.util.Comparator.comparingInt(from -> length(span(from, follows, place))))
                .forEach(from -> laneOf.put(from, lane(span(from, follows, place), taken)));
        return new Gutter(laneOf, follows, taken.size());
    }

    private static Stream<String> before(Protocol.Item item) {
        return Stream.concat(item.when() == null ? Stream.of() : item.when().questions(), item.after().stream());
    }

    private static int[] span(String from, Map<String, Set<String>> follows, Map<String, Integer> place) {
        var places = Stream.concat(Stream.of(from), follows.getOrDefault(from, Set.of()).stream())
                .mapToInt(id -> place.getOrDefault(id, 0))
                .summaryStatistics();
        return new int[] {places.getMin(), places.getMax()};
    }

    private static int length(int[] span) {
        return span[1] - span[0];
    }

    private static int lane(int[] span, List<List<int[]>> taken) {
        for (var lane = 0; lane < taken.size(); lane++) {
            if (taken.get(lane).stream().noneMatch(other -> span[0] <= other[1] && other[0] <= span[1])) {
                taken.get(lane).add(span);
                return lane;
            }
        }
        taken.add(new ArrayList<>(List.of(span)));
        return taken.size() - 1;
    }

    // ---- words -----------------------------------------------------------------------------------------------------

    private static List<String> lines(String text, int most) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > MOST_LETTERS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(cut(word, MOST_LETTERS));
        }
        lines.add(line.toString());
        if (lines.size() <= most) {
            return List.copyOf(lines);
        }
        var kept = new ArrayList<>(lines.subList(0, most));
        kept.set(most - 1, cut(kept.getLast() + " " + lines.get(most), MOST_LETTERS - 1));
        return List.copyOf(kept);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1).stripTrailing() + "…";
    }
}
