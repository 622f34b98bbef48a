package org.havenward.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.BACKUP_LIN;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.NURSE_BELL;
import static org.havenward.Person.OTHER_COUNSELOR;
import static org.havenward.Person.RECORDS_OFFICER_VEGA;
import static org.havenward.Person.TEACHER;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.access.Gate;
import org.havenward.access.RecordRef;
import org.havenward.access.Viewer;
import org.havenward.casework.BreakGlass;
import org.havenward.casework.CaseId;
import org.havenward.casework.Shares;
import org.havenward.casework.trace.Matches;
import org.havenward.casework.trace.TraceKind;
import org.havenward.casework.trace.TraceSubject;
import org.havenward.casework.trace.Traces;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernId;
import org.havenward.platform.DistrictScope;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who hears of broken glass and of shares, and that the telling says nothing. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GuardNoticesTest extends House {
    @Autowired
    private CaseDesk desk;

    @Autowired
    private BreakGlass glass;

    @Autowired
    private Shares shares;

    @Autowired
    private Traces traces;

    @Autowired
    private Matches matches;

    @Autowired
    private Gate gate;

    private <T> T here(Person who, Function<Viewer, T> work) {
        var viewer = town().viewer(who);
        return DistrictScope.call(town().district(), () -> work.apply(viewer));
    }

    private CaseId aCase() {
        return new CaseId(here(
                COUNSELOR_ORTIZ,
                viewer -> town().in(() -> desk.open(
                        viewer,
                        new CaseDesk.Source(
                                new ConcernId(UUID.randomUUID()),
                                town().school(Person.School.QUAY),
                                town().maya(),
                                null,
                                town().staff(BUS_DRIVER),
                                Instant.now())))));
    }

    private void breaks(Person who, CaseId id) {
        var number = town().in(() -> database.sql("select number from case_file where id = :id")
                .param("id", id.value())
                .query(String.class)
                .single());
        here(
                who,
                viewer -> glass.open(
                        viewer,
                        new BreakGlass.Which.Numbered(number),
                        "Now.",
                        Duration.ofMinutes(30),
                        UUID.randomUUID().toString()));
    }

    /** How many notices of a kind someone has about a record, once as many as expected have come or ten seconds are over. */
    private long told(Person who, NoticeKind kind, UUID subject, long expected) {
        for (var tries = 0; ; tries++) {
            long found = town().in(() -> database.sql(
                            "select count(*) from notice where person = :who and kind = :kind and subject = :subject")
                    .param("who", town().staff(who).value())
                    .param("kind", kind.name())
                    .param("subject", subject)
                    .query(Long.class)
                    .single());
            if (found >= expected || tries >= 100) {
                return found;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return found;
            }
        }
    }

    @Test
    void broken_glass_is_told_to_the_coordinator_and_to_the_lead_at_once_and_to_nobody_else() {
        var id = aCase();
        breaks(BACKUP_LIN, id);
        assertThat(told(COORDINATOR_HALE, NoticeKind.BREAK_GLASS, id.value(), 1))
                .isEqualTo(1);
        assertThat(told(COUNSELOR_ORTIZ, NoticeKind.BREAK_GLASS, id.value(), 1)).isEqualTo(1);
        for (var other : List.of(BACKUP_LIN, NURSE_BELL, RECORDS_OFFICER_VEGA)) {
            assertThat(told(other, NoticeKind.BREAK_GLASS, id.value(), 0)).isZero();
        }
        assertThat(NoticeKind.BREAK_GLASS.isUrgent()).isTrue();
    }

    @Test
    void a_coordinator_who_breaks_it_is_watched_by_the_records_officer() {
        var id = aCase();
        breaks(COORDINATOR_HALE, id);
        assertThat(told(RECORDS_OFFICER_VEGA, NoticeKind.BREAK_GLASS, id.value(), 1))
                .isEqualTo(1);
        assertThat(told(COUNSELOR_ORTIZ, NoticeKind.BREAK_GLASS, id.value(), 1)).isEqualTo(1);
        assertThat(told(COORDINATOR_HALE, NoticeKind.BREAK_GLASS, id.value(), 0))
                .isZero();
    }

    @Test
    void an_attempt_by_who_is_kept_out_is_told_to_the_coordinator() {
        var id = aCase();
        town().in(() -> {
            gate.exclude(
                    RecordRef.caseFile(id.value(), town().school(Person.School.QUAY)),
                    town().staff(NURSE_BELL),
                    town().staff(COUNSELOR_ORTIZ));
            return true;
        });
        breaks(NURSE_BELL, id);
        assertThat(told(COORDINATOR_HALE, NoticeKind.BREAK_GLASS_REFUSED, id.value(), 1))
                .isEqualTo(1);
        assertThat(told(NURSE_BELL, NoticeKind.BREAK_GLASS_REFUSED, id.value(), 0))
                .isZero();
    }

    @Test
    void a_share_is_told_to_its_reader_without_its_words_or_its_case() {
        var id = aCase();
        var share = here(
                COUNSELOR_ORTIZ,
                viewer -> shares.share(
                        viewer,
                        id,
                        new Shares.NewShare(
                                town().staff(TEACHER),
                                "Let Maya leave.",
                                "class",
                                LocalDate.now().plusDays(9),
                                false),
                        UUID.randomUUID().toString()));
        assertThat(told(TEACHER, NoticeKind.SHARED_WITH_YOU, share, 1)).isEqualTo(1);
        assertThat(as(TEACHER).get("/notices").body())
                .contains("A counselor shared something with you.")
                .doesNotContain("Maya", id.value().toString());
        assertThat(program(TEACHER).get("/api/v1/notices").body())
                .doesNotContain(id.value().toString());
    }

    @Test
    void counselors_who_are_introduced_hear_that_something_waits_and_of_their_own_case_alone() {
        var own = aCase();
        var other = new CaseId(here(
                OTHER_COUNSELOR,
                viewer -> town().in(() -> desk.open(
                        viewer,
                        new CaseDesk.Source(
                                new ConcernId(UUID.randomUUID()),
                                town().school(Person.School.HARBOR),
                                town().leo(),
                                null,
                                town().staff(BUS_DRIVER),
                                Instant.now())))));
        var plate = "QX" + System.nanoTime() % 100_000;
        record(COUNSELOR_ORTIZ, own, plate);
        record(OTHER_COUNSELOR, other, plate);
        var match = here(COORDINATOR_HALE, viewer -> matches.all(viewer, false)).getFirst();
        here(
                COORDINATOR_HALE,
                viewer -> matches.introduce(
                        viewer,
                        match.id(),
                        List.of(own, other),
                        UUID.randomUUID().toString()));
        assertThat(told(COUNSELOR_ORTIZ, NoticeKind.INTRODUCED, own.value(), 1)).isEqualTo(1);
        assertThat(told(OTHER_COUNSELOR, NoticeKind.INTRODUCED, other.value(), 1))
                .isEqualTo(1);
        assertThat(told(COUNSELOR_ORTIZ, NoticeKind.INTRODUCED, other.value(), 0))
                .isZero();
        assertThat(as(COUNSELOR_ORTIZ).get("/notices").body())
                .contains("The coordinator has something to tell you about your case.")
                .doesNotContain(
                        "Okafor", plate, other.value().toString(), match.id().toString());
    }

    private void record(Person who, CaseId id, String plate) {
        here(
                who,
                viewer -> traces.record(
                        viewer,
                        new TraceSubject.OfCase(id),
                        new Traces.NewTrace(TraceKind.PLATE, plate, "AZ", ""),
                        UUID.randomUUID().toString()));
    }
}
