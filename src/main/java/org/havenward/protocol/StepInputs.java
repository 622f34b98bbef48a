package org.havenward.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.havenward.casework.CaseFacts;
import org.havenward.casework.CaseRole;
import org.havenward.casework.SealedWords;
import org.havenward.district.StaffId;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the steps of one case are worked out from at one moment.
 *
 * @param answers as people gave them, oldest first
 * @param shown answers that other pages show, such as a judgment
 * @param team who works on the case and as what
 * @param elsewhere names of records whose obligation another room keeps
 */
record StepInputs(
        CaseFacts file,
        ProtocolVersion version,
        List<Answered> answers,
        List<GivenAnswer> shown,
        List<Marked> marks,
        ProtocolFacts facts,
        LawFacts law,
        SchoolDays days,
        Map<StaffId, CaseRole> team,
        Set<String> elsewhere,
        Instant now) {
    StepInputs {
        answers = List.copyOf(answers);
        shown = List.copyOf(shown);
        marks = List.copyOf(marks);
        elsewhere = Set.copyOf(elsewhere);
    }

    /** @param value where it can't be opened any more: nothing that a question has */
    record Answered(UUID id, String question, SealedWords value, SealedWords note, StaffId by, Instant at) {
        GivenAnswer given() {
            return new GivenAnswer(question, value.orEmpty(), by.value().toString(), at);
        }
    }

    record Marked(UUID id, String step, boolean done, SealedWords note, StaffId by, Instant doneAt, Instant at) {
        ProtocolFacts.Mark mark() {
            return new ProtocolFacts.Mark(
                    step, done, note.text() != null || note.gone(), by.value().toString(), doneAt, at);
        }
    }

    Protocol protocol() {
        return version.protocol();
    }

    /** Where the case stands. */
    Evaluation stand() {
        return stand(protocol(), null);
    }

    /** The same, as if one answer had not been given. */
    Evaluation standWithout(UUID answer) {
        return stand(protocol(), answer);
    }

    /** Where it would stand by another version. */
    Evaluation standBy(Protocol other) {
        return stand(other, null);
    }

    private Evaluation stand(Protocol by, @Nullable UUID without) {
        var given = new java.util.ArrayList<>(shown);
        answers.stream()
                .filter(answer -> !answer.id().equals(without))
                .map(Answered::given)
                .forEach(given::add);
        return Evaluator.evaluate(by, given, law, facts, now, days);
    }

    /** The newest answer that someone gave to a question; null where nobody did. */
    @Nullable
    Answered newest(String question) {
        return answers.stream()
                .filter(answer -> answer.question().equals(question))
                .reduce((older, newer) -> newer)
                .orElse(null);
    }

    /** Who is to do an item: those of its role on the team, or whoever raised a concern; else the lead. */
    Set<StaffId> owners(Protocol.Item item) {
        var people = new java.util.LinkedHashSet<StaffId>();
        if (item.role().equals(ProtocolRoles.REPORTER)) {
            reporters().forEach(people::add);
        } else {
            ProtocolRoles.onTeam(item.role())
                    .ifPresent(role -> team.forEach((who, theirs) -> {
                        if (theirs == role) {
                            people.add(who);
                        }
                    }));
        }
        if (people.isEmpty()) {
            people.add(file.lead());
        }
        return people;
    }

    /** Staff who raised a concern of the case; students and families are nobody's to be named. */
    private Stream<StaffId> reporters() {
        return file.concerns().stream().flatMap(raised -> Stream.ofNullable(raised.by()));
    }

    /** Whether somebody has the role; else the lead sees to it. */
    boolean isHeld(String role) {
        return role.equals(ProtocolRoles.REPORTER)
                ? reporters().findAny().isPresent()
                : ProtocolRoles.onTeam(role)
                        .filter(wanted -> wanted == CaseRole.LEAD || team.containsValue(wanted))
                        .isPresent();
    }

    /** Whether another room keeps the obligation of a step, and tells of it on the case's page. */
    boolean isKeptElsewhere(Protocol.Item item) {
        return item instanceof Protocol.Step step
                && !step.proofs().isEmpty()
                && step.proofs().stream()
                        .allMatch(proof -> proof instanceof Protocol.Proof.Recorded recorded
                                && elsewhere.contains(recorded.name()));
    }
}
