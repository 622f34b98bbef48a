package org.havenward.concern;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.platform.DistrictScope;
import org.havenward.voice.About;
import org.havenward.voice.Answering;
import org.havenward.voice.MessageKind;
import org.havenward.voice.Receipt;
import org.havenward.voice.Told;
import org.havenward.voice.Voice;
import org.havenward.voice.Way;
import org.havenward.voice.Work;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a student writes after their concern went into a case waits to be read, by the clock, like any other. */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class UnreadInCaseTest extends House {
    @Autowired
    private Voice voice;

    @Autowired
    private Answering answering;

    @Autowired
    private Work work;

    @Autowired
    private Triage triage;

    @Autowired
    private ConcernReading reading;

    @Autowired
    private ConcernFiles files;

    @Autowired
    private TriageQueue queue;

    @Autowired
    private Escalation escalation;

    @BeforeEach
    void begin() {
        clock.back();
        town();
    }

    @Test
    void it_escalates_until_someone_reads_it_and_begins_anew_with_the_next_one() {
        var receipt = tell();
        var id = inCase();
        assertThat(file(id).waitsToBeRead()).isFalse();
        write(receipt, "They leave tonight.");
        assertThat(file(id).status()).isEqualTo(ConcernStatus.IN_CASE);
        assertThat(file(id).unreadInCase()).isTrue();
        var ortiz = town().viewer(Person.COUNSELOR_ORTIZ);
        assertThat(town().in(() -> queue.waiting(ortiz, 100)))
                .extracting(ConcernFile::id)
                .contains(id);
        escalate();
        assertThat(steps(id)).contains(StepKind.BACKUP_TOLD, StepKind.COORDINATOR_TOLD);
        assertThat(file(id).unreadInCase()).isTrue();

        town().in(() -> reading.open(ortiz, id));
        assertThat(file(id).unreadInCase()).isFalse();
        var told = steps(id).size();
        escalate();
        assertThat(steps(id)).hasSize(told);

        write(receipt, "They are at the bus station.");
        assertThat(file(id).unreadInCase()).isTrue();
        var file = file(id);
        assertThat(file.state().clock().backupToldAt()).isNull();
        var conversation = java.util.Objects.requireNonNull(file.conversation());
        scoped(() -> {
            answering.answer(
                    ortiz, conversation, "I am on my way.", UUID.randomUUID().toString());
            return true;
        });
        assertThat(file(id).unreadInCase()).isFalse();
    }

    @Test
    void whoever_only_looks_through_broken_glass_leaves_it_unread() {
        var receipt = tell();
        var id = inCase();
        write(receipt, "They leave tonight.");
        var nurse = town().viewer(Person.NURSE_BELL);
        town().in(() -> reading.forCase(nurse, id, false));
        assertThat(file(id).unreadInCase()).isTrue();
        town().in(() -> reading.forCase(nurse, id, true));
        assertThat(file(id).unreadInCase()).isFalse();
    }

    private Receipt tell() {
        return scoped(() -> voice.tell(new Told(
                        town().school(Person.School.QUAY),
                        About.PEER,
                        Way.ANONYMOUS,
                        false,
                        false,
                        "About someone in my class.",
                        null,
                        "en",
                        work.fresh())))
                .receipt();
    }

    private void write(Receipt receipt, String words) {
        scoped(() -> voice.write(receipt, MessageKind.MORE, words, work.fresh()));
    }

    private ConcernId inCase() {
        var ortiz = town().viewer(Person.COUNSELOR_ORTIZ);
        var id = new ConcernId(town().in(() -> database.sql(
                        "select id from concern where conversation_id is not null order by received_at desc, id desc limit 1")
                .query(UUID.class)
                .single()));
        scoped(() -> {
            triage.linkStudent(ortiz, id, town().leo(), UUID.randomUUID().toString());
            var earlier = reading.earlier(ortiz, id);
            triage.decide(
                    ortiz,
                    id,
                    new Outcome.OpenCase(true, earlier.seen()),
                    null,
                    UUID.randomUUID().toString());
            return true;
        });
        return id;
    }

    private void escalate() {
        clock.forward(Duration.ofDays(21));
        try {
            scoped(() -> escalation.escalateDue(0, 500));
        } finally {
            clock.back();
        }
    }

    private java.util.List<StepKind> steps(ConcernId id) {
        return town().in(() -> files.steps(id)).stream()
                .map(ConcernFiles.Step::kind)
                .toList();
    }

    private ConcernFile file(ConcernId id) {
        return town().in(() -> files.find(id).orElseThrow());
    }

    private <T> T scoped(java.util.function.Supplier<T> work) {
        return DistrictScope.call(town().district(), work);
    }
}
