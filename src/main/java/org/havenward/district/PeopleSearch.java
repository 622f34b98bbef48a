package org.havenward.district;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds people by parts of a name, misspelled too. First the words of names that may be meant, nearest first, then who has
 * them: sure words only, and the doubtful ones where too few people are found. Every step is bounded, so that the commonest
 * name of the largest district costs as little as a rare one.
 */
@Component
class PeopleSearch {
    private static final int MOST_PARTS = 4;
    private static final int MOST_CANDIDATES = 400;
    private static final int MOST_WORDS = 80;
    private static final int MOST_PEOPLE = 400;
    private static final int RAREST_CLUES = 5;
    private static final int COMMON_CLUE = 3_000;
    private static final double SURE = 0.75;

    private final JdbcClient jdbc;

    PeopleSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A person's id, and how near their name is to what was typed. */
    record Found(UUID id, double nearness) {}

    /** Whom to look for. */
    enum Kind {
        STUDENT("student_name", "student_id"),
        STAFF("staff_name", "staff_id");

        private final String table;
        private final String column;

        Kind(String table, String column) {
            this.table = table;
            this.column = column;
        }
    }

    private record Near(String word, double nearness) {}

    /**
     * The nearest: some more than the limit, since who is shown of those equally near is not for here to decide.
     *
     * @param everywhere whether the schools are all of the district's, which needs no look at the school
     */
    List<Found> find(Kind kind, String typed, Collection<UUID> schools, boolean everywhere, int limit) {
        var parts = partsOf(typed);
        if (parts.isEmpty() || (schools.isEmpty() && !everywhere) || limit < 1) {
            return List.of();
        }
        var near = parts.stream().map(this::wordsLike).toList();
        var found = new LinkedHashMap<UUID, Double>();
        collect(found, kind, sureOnly(near), schools, everywhere);
        if (found.size() < limit) {
            collect(found, kind, near, schools, everywhere);
        }
        if (found.isEmpty() && near.size() > 1) {
            for (int without = 0; without < near.size(); without++) {
                var others = new ArrayList<>(sureOnly(near));
                others.remove(without);
                collect(found, kind, others, schools, everywhere);
            }
        }
        return found.entrySet().stream()
                .map(entry -> new Found(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingDouble(Found::nearness).reversed())
                .limit(4L * limit)
                .toList();
    }

    private static List<String> partsOf(String typed) {
        return NameWords.split(typed.length() > 200 ? typed.substring(0, 200) : typed).stream()
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .limit(MOST_PARTS)
                .toList();
    }

    private static List<List<Near>> sureOnly(List<List<Near>> near) {
        return near.stream()
                .map(words ->
                        words.stream().filter(word -> word.nearness() >= SURE).toList())
                .toList();
    }

    private List<Near> wordsLike(String part) {
        return jdbc
                .sql("""
                        select word
                        from name_clue
                        where clue = any(:clues)
                        group by word
                        order by count(*) + case when bool_or(clue >= '~') then 1 else 0 end
                                 + case when starts_with(word, :part) then 2 else 0 end desc,
                                 length(word), word
                        limit :most
                        """)
                .param("clues", telling(part).toArray(String[]::new))
                .param("part", part)
                .param("most", MOST_CANDIDATES)
                .query(String.class)
                .list()
                .stream()
                .map(word -> new Near(word, Likeness.of(part, word)))
                .filter(word -> word.nearness() > 0)
                .sorted(Comparator.comparingDouble(Near::nearness).reversed())
                .limit(MOST_WORDS)
                .toList();
    }

    /**
     * The clues that tell most: the sounds, and the rarest letters. A slip changes at most four of a word's clues, so five
     * find every word with one; a clue of thousands of words finds nothing that rarer ones do not.
     */
    private List<String> telling(String part) {
        var told = new ArrayList<String>();
        var letters = 0;
        var words = 0L;
        for (var clue : commonness(part)) {
            var sound = clue.clue().startsWith("~");
            var wanted = letters < 2 || (letters < RAREST_CLUES && clue.words() < COMMON_CLUE);
            if (sound || wanted || words + clue.words() <= COMMON_CLUE) {
                told.add(clue.clue());
                words += clue.words();
                letters += sound ? 0 : 1;
            }
        }
        return told;
    }

    private record Clue(String clue, long words) {}

    /** The clues of what was typed, the rarest first; how many words have one is counted only so far. */
    private List<Clue> commonness(String part) {
        return jdbc.sql("""
                        select clue, (select count(*) from (
                                select from name_clue n where n.clue = typed.clue limit :most) counted) as words
                        from unnest(:clues) as typed (clue)
                        order by words, clue
                        """)
                .param("clues", NameWords.clues(part).toArray(String[]::new))
                .param("most", COMMON_CLUE)
                .query((row, number) -> new Clue(row.getString(1), row.getLong(2)))
                .list();
    }

    private void collect(
            Map<UUID, Double> found, Kind kind, List<List<Near>> near, Collection<UUID> schools, boolean everywhere) {
        if (near.isEmpty() || near.stream().anyMatch(List::isEmpty)) {
            return;
        }
        var parameters = new HashMap<String, Object>();
        parameters.put("people", MOST_PEOPLE);
        if (!everywhere) {
            parameters.put("schools", schools.toArray(UUID[]::new));
        }
        for (int part = 0; part < near.size(); part++) {
            parameters.put(
                    "words" + part, near.get(part).stream().map(Near::word).toArray(String[]::new));
            parameters.put(
                    "nearness" + part,
                    near.get(part).stream().map(Near::nearness).toArray(Double[]::new));
        }
        jdbc.sql(near.size() == 1 ? oneWord(kind, everywhere) : severalWords(kind, near.size(), everywhere))
                .params(parameters)
                .query((row, number) -> new Found(row.getObject(1, UUID.class), row.getDouble(2)))
                .list()
                .forEach(person -> found.merge(person.id(), person.nearness(), Math::max));
    }

    /** Nearest word first, and no further than needed. */
    private static String oneWord(Kind kind, boolean everywhere) {
        return """
                select person, max(nearness) from (
                    select n.person, w.nearness
                    from unnest(:words0::text[], :nearness0::float8[]) with ordinality w(word, nearness, place)
                    cross join lateral (
                        select %s as person from %s p where p.word = w.word %s limit :people
                    ) n
                    order by w.place
                    limit :people
                ) found
                group by person
                """.formatted(kind.column, kind.table, inSchools(everywhere));
    }

    /** People are put together before anything is counted: most have only one of the words. */
    private static String severalWords(Kind kind, int parts, boolean everywhere) {
        var sql = new StringBuilder("select p0.person, max(p0.nearness");
        for (int part = 1; part < parts; part++) {
            sql.append(" + p").append(part).append(".nearness");
        }
        sql.append(") / ").append(parts).append(" as nearness from ");
        for (int part = 0; part < parts; part++) {
            sql.append(part == 0 ? "" : " join ");
            sql.append("""
                    (select p.%s as person, w.nearness
                     from unnest(:words%d::text[], :nearness%d::float8[]) w(word, nearness)
                     join %s p on p.word = w.word %s) p%d
                    """.formatted(kind.column, part, part, kind.table, inSchools(everywhere), part));
            sql.append(part == 0 ? "" : " on p" + part + ".person = p0.person ");
        }
        return sql.append(" group by p0.person order by nearness desc limit :people")
                .toString();
    }

    private static String inSchools(boolean everywhere) {
        return everywhere ? "" : "and p.school_id = any(:schools::uuid[])";
    }
}
