package org.havenward.casework;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was done with and for the student so far, as facts without words: what a protocol's steps are evidenced by. Asks
 * the gate nothing; whoever shows what follows asks it.
 */
@Service
@Transactional(propagation = Propagation.MANDATORY)
public class CaseProgress {
    private final JdbcClient jdbc;

    CaseProgress(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * All null where it has not happened.
     *
     * @param meetingPlannedFor when the next planned meeting is
     * @param firstMet when a meeting was first held, or held as far as it went
     * @param wishesAsked when it was last written down what the student asked for
     * @param safeContactKnown when a safe way to reach them was last written down
     * @param safetyAssessed the last answer of a safety instrument, or judgment on safety
     * @param judgedSafe the last judgment on safety, where it says that they are safe now
     * @param traffickingAssessed the last answer of an instrument about trafficking
     * @param judged the last judgment on what an assessment points to
     * @param confirmation the last judgment on whether it is confirmed, taken back, or said again
     * @param basis what the last confirmation rests on
     */
    public record Facts(
            @Nullable Instant meetingPlannedFor,
            @Nullable Instant firstMet,
            @Nullable Instant lastMet,
            @Nullable Instant wishesAsked,
            @Nullable Instant safeContactKnown,
            @Nullable Instant safetyAssessed,
            @Nullable Instant judgedSafe,
            @Nullable Instant traffickingAssessed,
            @Nullable Judged judged,
            @Nullable Judged confirmation,
            Set<Conclusion.Basis> basis) {
        public Facts {
            basis = Set.copyOf(basis);
        }
    }

    public record Judged(Conclusion conclusion, Instant at) {}

    public Facts of(CaseId id) {
        return jdbc.sql("""
                        select
                            (select min(meets_at) from case_meeting where case_id = :case and state = 'PLANNED') as planned,
                            (select min(meets_at) from case_meeting_entry where case_id = :case
                                and step in ('HOLD', 'INTERRUPT')) as first_met,
                            (select max(meets_at) from case_meeting_entry where case_id = :case
                                and step in ('HOLD', 'INTERRUPT')) as last_met,
                            (select max(at) from case_wishes where case_id = :case) as wishes,
                            (select max(at) from case_wishes where case_id = :case
                                and (safe_contact is not null or not_safe is not null)) as contact,
                            greatest(
                                (select max(n.at) from case_answer n join case_assessment a
                                    on a.district_id = n.district_id and a.id = n.assessment_id
                                    where a.case_id = :case and a.purpose = 'SAFETY'),
                                (select max(at) from case_judgment where case_id = :case and matter = 'SAFETY')) as safety,
                            (select max(n.at) from case_answer n join case_assessment a
                                on a.district_id = n.district_id and a.id = n.assessment_id
                                where a.case_id = :case and a.purpose = 'TRAFFICKING') as assessed
                        """)
                .param("case", id.value())
                .query((row, number) -> {
                    var safe = last(id, Conclusion.Matter.SAFETY)
                            .filter(judged -> judged.conclusion() == Conclusion.SAFE)
                            .map(Judged::at)
                            .orElse(null);
                    return new Facts(
                            CaseFiles.instant(row, "planned"),
                            CaseFiles.instant(row, "first_met"),
                            CaseFiles.instant(row, "last_met"),
                            CaseFiles.instant(row, "wishes"),
                            CaseFiles.instant(row, "contact"),
                            CaseFiles.instant(row, "safety"),
                            safe,
                            CaseFiles.instant(row, "assessed"),
                            last(id, Conclusion.Matter.TRAFFICKING).orElse(null),
                            last(id, Conclusion.Matter.CONFIRMATION).orElse(null),
                            basis(id));
                })
                .single();
    }

    private Optional<Judged> last(CaseId id, Conclusion.Matter matter) {
        return jdbc.sql("""
                        select conclusion, at from case_judgment where case_id = :case and matter = :matter
                        order by seq desc limit 1
                        """)
                .param("case", id.value())
                .param("matter", matter.name())
                .query((row, number) -> new Judged(
                        Conclusion.valueOf(row.getString("conclusion")),
                        row.getTimestamp("at").toInstant()))
                .optional();
    }

    private Set<Conclusion.Basis> basis(CaseId id) {
        return jdbc.sql("""
                        select array_to_string(basis, ',') from case_judgment
                        where case_id = :case and conclusion = 'CONFIRMED' order by seq desc limit 1
                        """)
                .param("case", id.value())
                .query(String.class)
                .optional()
                .map(written -> Arrays.stream(written.split(","))
                        .filter(word -> !word.isEmpty())
                        .map(Conclusion.Basis::valueOf)
                        .collect(Collectors.toSet()))
                .orElse(Set.of());
    }
}
