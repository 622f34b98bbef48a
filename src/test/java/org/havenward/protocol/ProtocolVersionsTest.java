package org.havenward.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.NURSE_BELL;
import static org.havenward.Person.TEACHER;

import java.util.List;
import java.util.UUID;
import org.havenward.House;
import org.havenward.Town;
import org.havenward.access.Accounts;
import org.havenward.access.RefusedException;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.access.Viewer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** Versions of a district's protocol: written by one, approved by another, kept as they were. */
class ProtocolVersionsTest extends House {
    private static final String SHORT_TITLE = "title: {en: Our response, es: Nuestra respuesta}";

    @Autowired
    ProtocolDesk desk;

    @Autowired
    ProtocolVersions versions;

    @Autowired
    VersionRows rows;

    @Autowired
    ProtocolHealth health;

    @Autowired
    Accounts accounts;

    @SuppressWarnings("NullAway.Init")
    private Town town;

    @SuppressWarnings("NullAway.Init")
    private Viewer hale;

    /** A second coordinator. */
    @SuppressWarnings("NullAway.Init")
    private Viewer bell;

    @BeforeEach
    void a_district_with_two_coordinators() {
        town = aTown();
        town.in(() -> {
            accounts.give(null, town.staff(NURSE_BELL), new RoleAt(Role.DISTRICT_COORDINATOR, null), null, null);
            return true;
        });
        hale = town.viewer(COORDINATOR_HALE);
        bell = town.viewer(NURSE_BELL);
    }

    @Test
    void a_district_without_a_version_of_its_own_works_by_the_one_that_ships() {
        var inForce = town.in(versions::inForce);
        assertThat(inForce.shipped()).isTrue();
        assertThat(inForce.number()).isZero();
        assertThat(inForce.protocol()).isEqualTo(DefaultProtocol.protocol());
        assertThat(town.in(() -> versions.find(ProtocolVersionId.SHIPPED))).contains(inForce);
        assertThat(town.in(() -> versions.find(new ProtocolVersionId(UUID.randomUUID()))))
                .isEmpty();
    }

    @Test
    void a_version_is_written_by_one_approved_by_another_and_then_in_force() {
        var id = draft();
        edit(id, text(id).replace("format: 1", "# ours\nformat: 1"));
        move(hale, id, VersionVerb.SUBMIT);
        assertRefused(hale, id, VersionVerb.APPROVE, VersionRefusal.OWN_WORK);
        move(bell, id, VersionVerb.APPROVE);
        assertThat(town.in(versions::inForce).shipped()).isTrue();
        move(hale, id, VersionVerb.PUBLISH);

        var inForce = town.in(versions::inForce);
        assertThat(inForce.id()).isEqualTo(id);
        assertThat(inForce.number()).isEqualTo(1);
        assertThat(inForce.protocol().version()).isEqualTo(1);
        var opened = town.in(() -> desk.open(hale, id));
        assertThat(opened.text()).contains("# ours");
        assertThat(opened.history())
                .extracting(VersionStep::verb)
                .containsExactly(
                        VersionVerb.CREATE,
                        VersionVerb.EDIT,
                        VersionVerb.SUBMIT,
                        VersionVerb.APPROVE,
                        VersionVerb.PUBLISH);
        assertThat(audited(id)).isEqualTo(5);

        town.in(() -> {
            desk.move(hale, id, opened.edition(), VersionVerb.WITHDRAW, "A phone number changed.", key());
            return true;
        });
        assertThat(town.in(versions::inForce).shipped()).isTrue();
        assertThat(town.in(() -> versions.find(id)).orElseThrow().status()).isEqualTo(VersionStatus.WITHDRAWN);
    }

    @Test
    void what_one_coordinator_does_with_a_version_the_other_is_told() throws InterruptedException {
        var id = draft();
        move(hale, id, VersionVerb.SUBMIT);
        assertTold(bell, id, "PROTOCOL_WAITS");
        assertThat(as(town, NURSE_BELL).get("/").body())
                .contains("/protocols/" + id.value(), "approve it or give it back");
        assertThat(as(town, COORDINATOR_HALE).get("/").body())
                .as("nobody approves their own work")
                .doesNotContain("approve it or give it back");
        move(bell, id, VersionVerb.APPROVE);
        assertTold(hale, id, "PROTOCOL_MOVED");
        assertThat(as(town, COORDINATOR_HALE).get("/").body()).contains("of the protocol, or withdraw it");
        move(hale, id, VersionVerb.PUBLISH);
        assertTold(bell, id, "PROTOCOL_PUBLISHED");
        town.in(() -> {
            var edition = desk.open(bell, id).edition();
            desk.move(bell, id, edition, VersionVerb.WITHDRAW, "It names the wrong agency.", key());
            return true;
        });
        assertTold(hale, id, "PROTOCOL_WITHDRAWN");
        assertThat(told(bell, id)).as("nobody hears of what they did").hasSize(2);
        assertThat(as(town, COORDINATOR_HALE).get("/notices").body()).contains("was withdrawn. See why", "/notices/");
    }

    private void assertTold(Viewer who, ProtocolVersionId id, String kind) throws InterruptedException {
        for (var tries = 0; tries < 100 && !told(who, id).contains(kind); tries++) {
            Thread.sleep(100);
        }
        assertThat(told(who, id)).contains(kind);
    }

    private List<String> told(Viewer who, ProtocolVersionId id) {
        return town.in(() -> database.sql("select kind from notice where person = :who and path = :path")
                .param("who", who.staff().value())
                .param("path", "/protocols/" + id.value())
                .query(String.class)
                .list());
    }

    @Test
    void whoever_wrote_at_it_once_can_t_approve_it_either() {
        var id = draft();
        town.in(() -> {
            desk.save(bell, id, 1, text(id) + "\n# by Bell\n", key());
            return true;
        });
        move(hale, id, VersionVerb.SUBMIT);
        assertRefused(bell, id, VersionVerb.APPROVE, VersionRefusal.OWN_WORK);
    }

    @Test
    void the_database_too_lets_nobody_approve_what_they_wrote() {
        var id = draft();
        town.in(() -> {
            desk.save(bell, id, 1, text(id) + "\n# by Bell\n", key());
            return true;
        });
        move(hale, id, VersionVerb.SUBMIT);
        for (var writer : List.of(hale, bell)) {
            assertThatThrownBy(() -> town.in(() -> town.jdbc()
                            .sql(
                                    "update protocol_version set status = 'APPROVED', approved_by = :by, approved_at = now()"
                                            + " where id = :id")
                            .param("by", writer.staff().value())
                            .param("id", id.value())
                            .update()))
                    .isInstanceOf(DataAccessException.class);
        }
    }

    @Test
    void nobody_approves_a_text_that_they_did_not_see() {
        var id = draft();
        move(hale, id, VersionVerb.SUBMIT);
        var read = town.in(() -> desk.open(bell, id)).edition();
        town.in(() -> {
            desk.move(hale, id, read, VersionVerb.RETURN, "One more change.", key());
            return true;
        });
        edit(id, text(id) + "\n# changed after it was read\n");
        move(hale, id, VersionVerb.SUBMIT);
        assertThatThrownBy(() -> town.in(() -> {
                    desk.move(bell, id, read, VersionVerb.APPROVE, "", key());
                    return true;
                }))
                .isInstanceOfSatisfying(
                        CannotChangeVersion.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(VersionRefusal.READ_AGAIN));
        move(bell, id, VersionVerb.APPROVE);
    }

    @Test
    void a_faulty_draft_is_kept_as_typed_with_the_line_and_can_t_be_submitted() {
        var id = draft();
        edit(id, "format: 1\nid: ours\nversion: 1\nphases: 3\n");
        var opened = town.in(() -> desk.open(hale, id));
        assertThat(opened.text()).contains("phases: 3");
        assertThat(opened.protocol()).isNull();
        assertThat(opened.problems())
                .anySatisfy(problem -> assertThat(problem.line()).isEqualTo(4));
        assertRefused(hale, id, VersionVerb.SUBMIT, VersionRefusal.FAULTY);
        assertThat(town.in(() -> versions.find(id))).isEmpty();
    }

    @Test
    void what_the_check_holds_against_it_keeps_it_a_draft() {
        var id = draft();
        edit(id, """
                format: 1
                id: ours
                version: 1
                %s
                phases:
                  - id: suspicion
                    title: {en: Suspicion, es: Sospecha}
                    items:
                      - step: talk
                        title: {en: Talk, es: Hable}
                        role: lead
                        done-by: [note]
                """.formatted(SHORT_TITLE));
        assertRefused(hale, id, VersionVerb.SUBMIT, VersionRefusal.UNSOUND);
    }

    @Test
    void what_an_upgrade_can_t_read_is_not_followed_and_health_says_so() {
        var good = published(draft());
        assertThat(health.check().well()).isTrue();
        var id = draft();
        edit(id, "format: 99\n");
        published(id);
        assertThat(town.in(versions::inForce).id()).isEqualTo(good);
        assertThat(health.check().well()).isFalse();
        assertThat(health.check().word()).contains("cannot be read: 1;");
        town.in(() -> {
            desk.move(bell, id, desk.open(bell, id).edition(), VersionVerb.WITHDRAW, "It can't be read.", key());
            return true;
        });
        assertThat(health.check().well()).isTrue();
    }

    /** Without the check that the desk makes, as if the text had been sound when it was published. */
    private ProtocolVersionId published(ProtocolVersionId id) {
        return town.in(() -> {
            var now = java.time.Instant.now();
            rows.move(id, VersionVerb.SUBMIT, VersionStatus.IN_REVIEW, hale.staff(), now);
            rows.move(id, VersionVerb.APPROVE, VersionStatus.APPROVED, bell.staff(), now);
            rows.move(id, VersionVerb.PUBLISH, VersionStatus.PUBLISHED, hale.staff(), now);
            return id;
        });
    }

    @Test
    void only_a_draft_s_text_changes_and_the_database_holds_it_too() {
        var id = draft();
        move(hale, id, VersionVerb.SUBMIT);
        assertThatThrownBy(() -> edit(id, "x")).isInstanceOf(CannotChangeVersion.class);
        assertThatThrownBy(() -> town.in(() -> town.jdbc()
                        .sql("update protocol_version set text = 'x' where id = :id")
                        .param("id", id.value())
                        .update()))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> town.in(() -> town.jdbc()
                        .sql("update protocol_version_step set remark = 'x' where version_id = :id")
                        .param("id", id.value())
                        .update()))
                .isInstanceOf(DataAccessException.class);
        town.in(() -> {
            desk.move(bell, id, 1, VersionVerb.RETURN, "Say who calls.", key());
            return true;
        });
        edit(id, text(id) + "\n");
    }

    @Test
    void two_who_save_at_once_are_told_and_a_repeated_save_is_one() {
        var id = draft();
        var once = key();
        for (var twice = 0; twice < 2; twice++) {
            town.in(() -> {
                desk.save(hale, id, 1, "one", once);
                return true;
            });
        }
        assertThat(town.in(() -> desk.open(hale, id)).edition()).isEqualTo(2);
        assertThatThrownBy(() -> town.in(() -> {
                    desk.save(bell, id, 1, "other", key());
                    return true;
                }))
                .extracting(thrown -> ((CannotChangeVersion) thrown).refusal())
                .isEqualTo(VersionRefusal.CHANGED_MEANWHILE);
        assertThat(text(id)).isEqualTo("one");
    }

    @Test
    void another_district_and_other_roles_see_and_change_nothing() {
        var id = draft();
        var stranger = elsewhere().viewer(COORDINATOR_HALE);
        assertThatThrownBy(() -> elsewhere().in(() -> desk.open(stranger, id))).isInstanceOf(RefusedException.class);
        assertThat(elsewhere().in(() -> versions.find(id))).isEmpty();
        assertThatThrownBy(() -> town.in(() -> desk.lines(town.viewer(TEACHER))))
                .isInstanceOf(RefusedException.class);
        var ortiz = town.viewer(COUNSELOR_ORTIZ);
        assertThat(town.in(() -> desk.lines(ortiz))).hasSize(1);
        assertThatThrownBy(() -> town.in(() -> desk.copy(ortiz, id, key()))).isInstanceOf(RefusedException.class);
        assertThat(town.in(() -> desk.open(ortiz, id)).may()).isEqualTo(java.util.Set.copyOf(List.of()));
    }

    private ProtocolVersionId draft() {
        return town.in(() -> desk.copy(hale, ProtocolVersionId.SHIPPED, key()));
    }

    private void edit(ProtocolVersionId id, String text) {
        town.in(() -> {
            desk.save(hale, id, desk.open(hale, id).edition(), text, key());
            return true;
        });
    }

    private String text(ProtocolVersionId id) {
        return town.in(() -> desk.open(hale, id)).text();
    }

    private void move(Viewer by, ProtocolVersionId id, VersionVerb verb) {
        town.in(() -> {
            desk.move(by, id, desk.open(by, id).edition(), verb, "", key());
            return true;
        });
    }

    private void assertRefused(Viewer by, ProtocolVersionId id, VersionVerb verb, VersionRefusal refusal) {
        assertThatThrownBy(() -> move(by, id, verb))
                .isInstanceOfSatisfying(
                        CannotChangeVersion.class,
                        refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    private long audited(ProtocolVersionId id) {
        return town.in(() -> town.jdbc()
                .sql("select count(*) from audit_entry where subject = :id")
                .param("id", id.value())
                .query(Long.class)
                .single());
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
