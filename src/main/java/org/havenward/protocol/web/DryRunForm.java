package org.havenward.protocol.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.havenward.protocol.GivenAnswer;
import org.havenward.protocol.Protocol;
import org.havenward.protocol.ProtocolFacts;
import org.havenward.protocol.ProtocolRecords;
import org.havenward.web.FormErrors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** A case that is only thought of, as the form of a dry run has it. Nothing of it is kept. */
public record DryRunForm(Map<String, List<String>> typed) {
    private static final int OLDEST = 120;
    private static final int LONGEST_AGO = 10_000;

    public DryRunForm {
        typed = Map.copyOf(typed);
    }

    public String text(String name) {
        var all = typed.getOrDefault(name, List.of());
        return all.isEmpty() ? "" : all.getFirst().strip();
    }

    public List<String> all(String name) {
        return typed.getOrDefault(name, List.of());
    }

    public boolean yes(String name) {
        return text(name).equals("yes");
    }

    boolean asked() {
        return typed.containsKey("run");
    }

    /** The state whose law applies; another where it is none. */
    String state(Set<String> states, String usual, FormErrors errors) {
        if (text("state").isEmpty()) {
            return usual;
        }
        if (states.contains(text("state"))) {
            return text("state");
        }
        errors.add("state", "protocol.error.state");
        return usual;
    }

    /** The moment for which it is worked out. */
    Instant at(ZoneId zone, Instant now, FormErrors errors) {
        try {
            var day = text("atDate").isEmpty() ? now.atZone(zone).toLocalDate() : LocalDate.parse(text("atDate"));
            var time = text("atTime").isEmpty() ? now.atZone(zone).toLocalTime() : LocalTime.parse(text("atTime"));
            if (day.getYear() >= 1990 && day.getYear() <= 2100) {
                return day.atTime(time).atZone(zone).toInstant();
            }
        } catch (DateTimeParseException noMoment) {
            errors.add("at", "protocol.error.moment");
        }
        errors.add("at", "protocol.error.moment");
        return now;
    }

    /** The facts as a file would have them. */
    String facts(Instant at, FormErrors errors) {
        var facts = JsonNodeFactory.instance.objectNode();
        var begun =
                at.minusSeconds(3600L * number("ago", LONGEST_AGO, 0, errors)).toString();
        facts.put("opened-at", begun);
        facts.putArray("concerns").add(begun);
        if (!text("age").isEmpty()) {
            facts.put("age", number("age", OLDEST, 15, errors));
        }
        if (yes("confirmed")) {
            facts.put("confirmed-at", at.toString());
            facts.put("status", "confirmed");
        }
        if (yes("unsafe")) {
            facts.put("unsafe-since", at.toString());
        }
        facts.put("exploiter", exploiter());
        var recorded = facts.putObject("recorded");
        all("recorded").stream()
                .filter(ProtocolRecords.ALL::contains)
                .forEach(name -> recorded.put(name, at.toString()));
        return facts.toString();
    }

    private String exploiter() {
        return exploiters().contains(text("exploiter")) ? text("exploiter") : Protocol.UNKNOWN;
    }

    static List<String> exploiters() {
        return java.util.Arrays.stream(ProtocolFacts.Exploiter.values())
                .map(one -> one.name().toLowerCase(java.util.Locale.ROOT))
                .toList();
    }

    List<GivenAnswer> answers(Protocol protocol, String by, Instant at, FormErrors errors) {
        var answers = new ArrayList<GivenAnswer>();
        protocol.questions().forEach(question -> {
            var value = text(field(question.id()));
            if (value.isEmpty()) {
                return;
            }
            if (question.accepts(value)) {
                answers.add(new GivenAnswer(question.id(), value, by, at));
            } else {
                errors.add(field(question.id()), "protocol.error.answer");
            }
        });
        return answers;
    }

    /** The name of a question's field. */
    public static String field(String question) {
        return "answer-" + question;
    }

    private int number(String name, int most, int otherwise, FormErrors errors) {
        if (text(name).isEmpty()) {
            return otherwise;
        }
        var number = parsed(text(name));
        if (number == null || number < 0 || number > most) {
            errors.add(name, "protocol.error.number", 0, most);
            return otherwise;
        }
        return number;
    }

    static @Nullable Integer parsed(String words) {
        try {
            return Integer.valueOf(words);
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }
}
