package org.havenward.protocol;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.havenward.casework.CaseStatus;
import org.havenward.protocol.LawField.Words;
import org.havenward.protocol.ProtocolFacts.Exploiter;
import org.havenward.protocol.ProtocolFacts.Mark;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Facts and answers of a case that is only thought of, as files say them; see {@code docs/protocol-format.md}. */
final class CaseScript {
    private static final Set<String> FACTS = Set.of(
            "zone",
            "opened-at",
            "concerns",
            "status",
            "born-on",
            "age",
            "confirmed-at",
            "retracted-at",
            "unsafe-since",
            "reopened-at",
            "exploiter",
            "recorded",
            "done",
            "school");
    private static final Set<String> MARK = Set.of("step", "by", "at", "note", "done");
    private static final Set<String> SCHOOL = Set.of("ends", "closed");
    private static final Set<String> ANSWER = Set.of("question", "answer", "by", "at");

    private final ProtocolFacts facts;
    private final SchoolDays days;

    private CaseScript(ProtocolFacts facts, SchoolDays days) {
        this.facts = facts;
        this.days = days;
    }

    ProtocolFacts facts() {
        return facts;
    }

    SchoolDays days() {
        return days;
    }

    /** @param at the moment for which it is worked out; the case was opened then where the file does not say */
    static CaseScript read(Protocol protocol, String text, ZoneId usual, Instant at) {
        var page = new Page(text, "It is a mapping, such as 'age: 16'.");
        page.only("", page.root(), FACTS);
        var zone = page.value("/zone", ZoneId::of, "a zone, such as America/Chicago", usual);
        var opened = page.value("/opened-at", CaseScript::moment, MOMENT, at);
        var facts = new ProtocolFacts(
                zone,
                page.value("/status", word -> Words.named(CaseStatus.class, word), "a case's state", state(page)),
                opened,
                page.list("/concerns", place -> page.value(place, CaseScript::moment, MOMENT, opened), List.of(opened)),
                page.maybe("/confirmed-at", CaseScript::moment, MOMENT),
                page.maybe("/retracted-at", CaseScript::moment, MOMENT),
                page.maybe("/unsafe-since", CaseScript::moment, MOMENT),
                page.maybe("/reopened-at", CaseScript::moment, MOMENT),
                born(page, at.atZone(zone).toLocalDate()),
                page.value("/exploiter", word -> Words.named(Exploiter.class, word), "who it is", Exploiter.UNKNOWN),
                recorded(page, at),
                page.list("/done", place -> mark(page, protocol, place, at), List.of()));
        var days = school(page, zone);
        page.done();
        return new CaseScript(facts, days);
    }

    private static final String MOMENT = "a moment with its offset, such as 2026-03-06T15:10-06:00";
    private static final String DAY = "a day, such as 2010-02-14";

    private static Instant moment(String text) {
        return OffsetDateTime.parse(text).toInstant();
    }

    private static CaseStatus state(Page page) {
        return page.at("/confirmed-at") == null ? CaseStatus.SUSPICION : CaseStatus.CONFIRMED;
    }

    private static @Nullable LocalDate born(Page page, LocalDate today) {
        var born = page.maybe("/born-on", LocalDate::parse, DAY);
        var age = page.maybe("/age", Integer::parseInt, "a number of years");
        if (born != null || age == null) {
            return born;
        }
        return today.minusYears(age).minusMonths(6);
    }

    private static Map<String, Instant> recorded(Page page, Instant at) {
        var recorded = new HashMap<String, Instant>();
        var node = page.at("/recorded");
        if (node != null) {
            for (var name : node.propertyNames()) {
                recorded.put(name, page.value("/recorded/" + name, CaseScript::moment, MOMENT, at));
                if (!ProtocolRecords.ALL.contains(name)) {
                    page.wrong("/recorded/" + name, "is no record that a page makes");
                }
            }
        }
        return recorded;
    }

    private static Mark mark(Page page, Protocol protocol, String place, Instant at) {
        page.only(place, page.at(place), MARK);
        var step = page.value(place + "/step", Function.identity(), "a step's id", "");
        if (!(protocol.item(step).orElse(null) instanceof Protocol.Step)) {
            page.wrong(place + "/step", "names no step of the protocol: '" + step + "'");
        }
        var when = page.value(place + "/at", CaseScript::moment, MOMENT, at);
        return new Mark(
                step,
                page.value(place + "/done", CaseScript::truth, "true or false", true),
                page.value(place + "/note", CaseScript::truth, "true or false", true),
                page.value(place + "/by", Function.identity(), "a name", ""),
                when,
                when);
    }

    private static boolean truth(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** Monday to Friday, to half past three, less the days that the file says school is closed. */
    private static SchoolDays school(Page page, ZoneId zone) {
        page.only("/school", page.at("/school"), SCHOOL);
        var ends = page.value("/school/ends", LocalTime::parse, "a time, such as \"15:30\"", LocalTime.of(15, 30));
        var closed = new HashSet<>(page.list(
                "/school/closed",
                place -> page.value(place, LocalDate::parse, DAY, LocalDate.EPOCH),
                List.<LocalDate>of()));
        return (from, days) -> {
            var day = from.atZone(zone).toLocalDate();
            var left = days;
            while (true) {
                var end = day.atTime(ends).atZone(zone).toInstant();
                if (isSchoolDay(day, closed) && end.isAfter(from)) {
                    if (left == 0) {
                        return end;
                    }
                    // The day itself is none of those that come after it.
                    left -= day.equals(from.atZone(zone).toLocalDate()) ? 0 : 1;
                    if (left == 0) {
                        return end;
                    }
                }
                day = day.plusDays(1);
            }
        };
    }

    private static boolean isSchoolDay(LocalDate day, Set<LocalDate> closed) {
        return day.getDayOfWeek().getValue() <= DayOfWeek.FRIDAY.getValue() && !closed.contains(day);
    }

    /** Answers: a list of entries, or a mapping of question to answer, all given at the moment. */
    List<GivenAnswer> answers(Protocol protocol, String text, Instant at) {
        var page = new Page(text, "It is a mapping of question to answer, or 'answers:' with a list.");
        var answers = new ArrayList<GivenAnswer>();
        if (page.at("/answers") != null) {
            page.only("", page.root(), Set.of("answers"));
            answers.addAll(page.list("/answers", place -> answer(page, protocol, place, at), List.of()));
        } else {
            for (var question : page.root().propertyNames()) {
                var value = page.value("/" + question, Function.identity(), "an answer", "");
                answers.add(accepted(page, protocol, "/" + question, new GivenAnswer(question, value, "", at)));
            }
        }
        page.done();
        return answers;
    }

    private static GivenAnswer answer(Page page, Protocol protocol, String place, Instant at) {
        page.only(place, page.at(place), ANSWER);
        return accepted(
                page,
                protocol,
                place,
                new GivenAnswer(
                        page.value(place + "/question", Function.identity(), "a question's id", ""),
                        page.value(place + "/answer", Function.identity(), "an answer", ""),
                        page.value(place + "/by", Function.identity(), "a name", ""),
                        page.value(place + "/at", CaseScript::moment, MOMENT, at)));
    }

    private static GivenAnswer accepted(Page page, Protocol protocol, String place, GivenAnswer answer) {
        var question = protocol.question(answer.question()).orElse(null);
        if (question == null) {
            page.wrong(place, "names no question of the protocol: '" + answer.question() + "'");
        } else if (!question.accepts(answer.value())) {
            page.wrong(
                    place,
                    "'" + answer.value() + "' does not answer it"
                            + (question.values().isEmpty()
                                    ? ""
                                    : "; there are: " + String.join(", ", question.values())));
        }
        return answer;
    }

    /** A file being read, with what is wrong in it. */
    private static final class Page {
        private final TextFile file;
        private final List<ProtocolFault.Problem> problems = new ArrayList<>();

        Page(String text, String how) {
            this.file = TextFile.read(text, how);
        }

        JsonNode root() {
            return file.root();
        }

        @Nullable
        JsonNode at(String place) {
            var node = file.root().at(place);
            return node.isMissingNode() || node.isNull() ? null : node;
        }

        void wrong(String place, String what) {
            problems.add(file.problem(place, what));
        }

        void done() {
            if (!problems.isEmpty()) {
                throw new ProtocolFault(problems);
            }
        }

        void only(String place, @Nullable JsonNode node, Set<String> names) {
            if (node == null) {
                return;
            }
            if (!node.isObject()) {
                wrong(place, "must be a mapping");
                return;
            }
            node.propertyNames().stream()
                    .filter(name -> !names.contains(name))
                    .forEach(name -> wrong(
                            place + "/" + name,
                            "is not known here; there are: "
                                    + String.join(", ", names.stream().sorted().toList())));
        }

        <T> T value(String place, Function<String, T> parse, String what, T usual) {
            var value = maybe(place, parse, what);
            return value == null ? usual : value;
        }

        <T> @Nullable T maybe(String place, Function<String, T> parse, String what) {
            var node = at(place);
            if (node == null) {
                return null;
            }
            Supplier<@Nullable T> wrong = () -> {
                wrong(place, "must be " + what);
                return null;
            };
            if (!node.isValueNode()) {
                return wrong.get();
            }
            try {
                return parse.apply(node.asString());
            } catch (DateTimeException | IllegalArgumentException unreadable) {
                return wrong.get();
            }
        }

        <T> List<T> list(String place, Function<String, T> each, List<T> usual) {
            var node = at(place);
            if (node == null) {
                return usual;
            }
            if (!node.isArray()) {
                wrong(place, "must be a list");
                return usual;
            }
            var all = new ArrayList<T>();
            for (var index = 0; index < node.size(); index++) {
                all.add(each.apply(place + "/" + index));
            }
            return all;
        }
    }
}
