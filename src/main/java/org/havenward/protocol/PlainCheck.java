package org.havenward.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.protocol.Condition.Claim;
import org.havenward.protocol.Condition.Subject;
import org.havenward.protocol.Finding.Kind;
import org.jspecify.annotations.Nullable;

/** What can be seen of a protocol without trying cases: names, circles, roles, and both languages. */
final class PlainCheck {
    private final Protocol protocol;
    private final Set<String> roles;
    private final Set<String> records;
    private final List<Finding> findings = new ArrayList<>();

    PlainCheck(Protocol protocol, Set<String> roles, Set<String> records) {
        this.protocol = protocol;
        this.roles = roles;
        this.records = records;
    }

    List<Finding> findings() {
        words(protocol.title(), null, "title");
        words(protocol.about(), null, "about");
        for (var phase : protocol.phases()) {
            words(phase.title(), phase.id(), "title");
            names(phase.id(), phase.when());
            phase.items().forEach(this::item);
        }
        circles();
        if (findings.stream().noneMatch(finding -> finding.kind() == Kind.NO_SUCH_ITEM)) {
            leadsNowhere();
        }
        return findings;
    }

    private void item(Protocol.Item item) {
        words(item.title(), item.id(), "title");
        words(item.guidance(), item.id(), "guidance");
        if (!roles.contains(item.role())) {
            found(Kind.NOBODY, item.id(), item.role());
        }
        names(item.id(), item.when());
        item.after().forEach(id -> names(item.id(), id, false));
        switch (item.due() == null ? null : item.due().from()) {
            case null -> {}
            case Protocol.Start.At at -> {}
            case Protocol.Start.Answered answered -> names(item.id(), answered.question(), true);
            case Protocol.Start.Done done -> names(item.id(), done.step(), false);
        }
        switch (item) {
            case Protocol.Question question ->
                question.options().forEach(option -> words(option.label(), item.id(), "options"));
            case Protocol.Step step -> step.proofs().forEach(proof -> proof(step, proof));
        }
    }

    private void proof(Protocol.Step step, Protocol.Proof proof) {
        switch (proof) {
            case Protocol.Proof.Marked marked -> {}
            case Protocol.Proof.Note note -> {}
            case Protocol.Proof.Recorded recorded -> record(step.id(), recorded.name());
            case Protocol.Proof.Answered answered -> names(step.id(), answered.question(), true);
        }
    }

    // ---- names -----------------------------------------------------------------------------------------------------

    private void names(String about, String id, boolean question) {
        var item = protocol.item(id);
        if (item.isEmpty() || (question && !(item.get() instanceof Protocol.Question))) {
            found(Kind.NO_SUCH_ITEM, about, id);
        }
    }

    private void names(String about, @Nullable Condition condition) {
        if (condition != null) {
            condition.parts().forEach(part -> names(about, part));
        }
    }

    private void names(String about, Condition.That part) {
        switch (part.subject()) {
            case Subject.Answer answer -> {
                names(about, answer.question(), true);
                if (protocol.question(answer.question()).isEmpty()) {
                    return;
                }
            }
            case Subject.Recorded recorded -> record(about, recorded.name());
            case Subject.Fact fact -> {}
            case Subject.Law law -> {}
        }
        var values = Check.values(part.subject(), protocol);
        if (part.claim() instanceof Claim.Is is && !values.isEmpty()) {
            is.values().stream()
                    .filter(value -> !values.contains(value))
                    .forEach(value -> found(Kind.NO_SUCH_VALUE, about, value, String.join(", ", values)));
        }
    }

    private void record(String about, String name) {
        if (!records.contains(name)) {
            found(Kind.NO_SUCH_RECORD, about, name, records.stream().sorted().collect(Collectors.joining(", ")));
        }
    }

    // ---- words -----------------------------------------------------------------------------------------------------

    private void words(Protocol.Text text, @Nullable String about, String where) {
        var needed = where.equals("title") || where.equals("options");
        if (text.isBlank() ? needed : text.en().isBlank()) {
            found(Kind.TRANSLATION, about, where, "en");
        }
        if (text.isBlank() ? needed : text.es().isBlank()) {
            found(Kind.TRANSLATION, about, where, "es");
        }
    }

    // ---- circles ---------------------------------------------------------------------------------------------------

    /** What must be there, answered, or done before an item can be. */
    private Set<String> before(Protocol.Phase phase, Protocol.Item item) {
        var before = new LinkedHashSet<>(item.after());
        Stream.of(phase.when(), item.when())
                .filter(condition -> condition != null)
                .flatMap(Condition::questions)
                .forEach(before::add);
        switch (item.due() == null ? null : item.due().from()) {
            case null -> {}
            case Protocol.Start.At at -> {}
            case Protocol.Start.Answered answered -> before.add(answered.question());
            case Protocol.Start.Done done -> before.add(done.step());
        }
        if (item instanceof Protocol.Step step) {
            step.proofs().forEach(proof -> {
                if (proof instanceof Protocol.Proof.Answered answered) {
                    before.add(answered.question());
                }
            });
        }
        return before;
    }

    private void circles() {
        var before = new HashMap<String, Set<String>>();
        for (var phase : protocol.phases()) {
            phase.items().forEach(item -> before.put(item.id(), before(phase, item)));
        }
        var finished = new HashSet<String>();
        protocol.items().forEach(item -> circle(item.id(), before, new ArrayList<>(), finished));
    }

    private void circle(String id, Map<String, Set<String>> before, List<String> way, Set<String> finished) {
        var at = way.indexOf(id);
        if (at >= 0) {
            var circle = way.subList(at, way.size());
            found(Kind.CYCLE, circle.getFirst(), String.join(" → ", circle) + " → " + id);
            return;
        }
        if (finished.contains(id)) {
            return;
        }
        way.add(id);
        before.getOrDefault(id, Set.of()).forEach(other -> circle(other, before, way, finished));
        way.removeLast();
        finished.add(id);
    }

    /** Questions whose answers nothing hangs on. A date or a person may be asked for just to be known. */
    private void leadsNowhere() {
        var used = new HashSet<String>();
        for (var phase : protocol.phases()) {
            phase.items().forEach(item -> used.addAll(before(phase, item)));
        }
        protocol.questions()
                .filter(question -> !question.values().isEmpty() && !used.contains(question.id()))
                .forEach(question -> found(Kind.LEADS_NOWHERE, question.id()));
    }

    private void found(Kind kind, @Nullable String about, String... details) {
        findings.add(new Finding(kind, about, List.of(details), List.of()));
    }
}
