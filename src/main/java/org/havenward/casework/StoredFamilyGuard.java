package org.havenward.casework;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.havenward.platform.KeyId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional(propagation = Propagation.MANDATORY)
class StoredFamilyGuard implements FamilyGuard {
    /** How far the clocks of two servers may differ; a judgment from further ahead means that a clock jumped. */
    private static final Duration BETWEEN_CLOCKS = Duration.ofMinutes(5);

    private final FamilyRows rows;
    private final CaseFiles files;
    private final CaseWords words;
    private final InstantSource clock;

    StoredFamilyGuard(FamilyRows rows, CaseFiles files, CaseWords words, InstantSource clock) {
        this.rows = rows;
        this.files = files;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public Decision mayContact(FamilyMemberId who, CaseId caseId) {
        var file = files.find(caseId);
        var row = rows.of(caseId, who);
        if (file.isEmpty() || row.isEmpty()) {
            return new Refused(Reason.NOT_OF_THIS_CASE);
        }
        return decide(file.get().key(), row.get());
    }

    @Override
    public List<Member> family(CaseId caseId) {
        return files.find(caseId).stream()
                .flatMap(file -> rows.of(caseId).stream().map(row -> member(file.key(), row)))
                .toList();
    }

    Member member(KeyId key, FamilyRows.Row row) {
        return new Member(
                row.id(),
                words.open(key, place("name", row.wordsId()), row.name()),
                words.open(key, place("relation", row.wordsId()), row.relation()),
                words.open(key, place("language", row.wordsId()), row.language()),
                decide(key, row),
                row.judged() == null ? null : row.judged().at());
    }

    private Decision decide(KeyId key, FamilyRows.Row row) {
        var judged = row.judged();
        if (words.open(key, place("name", row.wordsId()), row.name()).gone()) {
            return new Refused(Reason.NOT_OF_THIS_CASE);
        }
        if (judged == null) {
            return new Refused(Reason.NEVER_JUDGED);
        }
        return switch (judged.verdict()) {
            case NOT_KNOWN -> new Refused(Reason.NOT_KNOWN);
            case NOT_SAFE -> new Refused(Reason.NOT_SAFE);
            case SAFE ->
                lasts(judged)
                        ? new Allowed(words.open(key, place("for_what", judged.id()), judged.forWhat()), judged.until())
                        : new Refused(Reason.ENDED);
        };
    }

    private boolean lasts(FamilyRows.@Nullable Judged judged) {
        var now = clock.instant();
        return judged != null && now.isBefore(judged.until()) && !judged.at().isAfter(latest(now));
    }

    private static Instant latest(Instant now) {
        return now.plus(BETWEEN_CLOCKS);
    }

    static String place(String field, UUID id) {
        return "casework.family_" + field + "/" + id;
    }
}
