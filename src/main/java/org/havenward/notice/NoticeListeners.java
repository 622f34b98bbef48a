package org.havenward.notice;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.Role;
import org.havenward.access.RoleGranted;
import org.havenward.access.RoleRevoked;
import org.havenward.access.SecondFactorReset;
import org.havenward.casework.CaseClosed;
import org.havenward.casework.CaseConcernAddedTo;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseOpened;
import org.havenward.casework.CaseReopened;
import org.havenward.casework.CaseWithoutLead;
import org.havenward.casework.ConcernAddedToCase;
import org.havenward.casework.JoinedTeam;
import org.havenward.casework.LeadChanged;
import org.havenward.casework.StudentUnsafe;
import org.havenward.casework.TaskAssigned;
import org.havenward.concern.ConcernAddedTo;
import org.havenward.concern.ConcernEscalated;
import org.havenward.concern.ConcernId;
import org.havenward.concern.ConcernRaised;
import org.havenward.concern.ConcernWaitsAgain;
import org.havenward.concern.CoordinatorAsked;
import org.havenward.concern.MoreAsked;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * What happened elsewhere becomes a notice here, after its commit. The event publication registry keeps each event until
 * its listener has finished, and delivers it again where the process died meanwhile. No transaction is opened around a
 * listener: {@link Telling} opens one inside the event's district.
 */
@Component
class NoticeListeners {
    private static final String CASE = "/cases/";
    private static final String COORDINATION = "/coordination/";

    private final Telling telling;

    NoticeListeners(Telling telling) {
        this.telling = telling;
    }

    @Async
    @TransactionalEventListener(id = "notice.concern-raised")
    public void on(ConcernRaised event) {
        var concern = concern(event.concern(), event.school());
        telling.tell(
                event.district(),
                key("ConcernRaised", concern.id()),
                event.urgent() ? NoticeKind.CONCERN_URGENT : NoticeKind.CONCERN_RAISED,
                concern,
                triage(event.concern()),
                () -> event.urgent() ? telling.everyoneWhoTriages(concern) : telling.whoTriages(concern));
    }

    @Async
    @TransactionalEventListener(id = "notice.concern-escalated")
    public void on(ConcernEscalated event) {
        var concern = concern(event.concern(), event.school());
        telling.tell(
                event.district(),
                key("ConcernEscalated/" + event.to() + "/" + event.since(), concern.id()),
                NoticeKind.CONCERN_LATE,
                concern,
                triage(event.concern()),
                () -> telling.holders(event.to(), concern));
    }

    @Async
    @TransactionalEventListener(id = "notice.concern-added-to")
    public void on(ConcernAddedTo event) {
        var concern = concern(event.concern(), event.school());
        telling.tell(
                event.district(),
                key("ConcernAddedTo", event.text()),
                event.danger() ? NoticeKind.CONCERN_URGENT : NoticeKind.CONCERN_ADDED_TO,
                concern,
                triage(event.concern()),
                () -> {
                    var people = new LinkedHashSet<>(
                            event.danger() ? telling.everyoneWhoTriages(concern) : telling.whoTriages(concern));
                    people.addAll(event.readers());
                    return people;
                });
    }

    @Async
    @TransactionalEventListener(id = "notice.concern-waits-again")
    public void on(ConcernWaitsAgain event) {
        var concern = concern(event.concern(), event.school());
        telling.tell(
                event.district(),
                key("ConcernWaitsAgain/" + event.since(), concern.id()),
                NoticeKind.CONCERN_WAITS_AGAIN,
                concern,
                triage(event.concern()),
                () -> telling.holders(Role.DESIGNATED_COUNSELOR, concern));
    }

    /** Those who work on the case and may read that concern; where nobody does, the coordinators. */
    @Async
    @TransactionalEventListener(id = "notice.case-concern-added-to")
    public void on(CaseConcernAddedTo event) {
        var file = caseFile(event.caseId(), event.school());
        telling.tell(
                event.district(),
                key("CaseConcernAddedTo", event.text()),
                NoticeKind.CASE_CONCERN_ADDED_TO,
                file,
                CASE + file.id() + "/concerns/" + event.concern().value(),
                () -> telling.teamThatReads(file, concern(event.concern(), event.school())));
        telling.tell(
                event.district(),
                key("CaseConcernAddedTo", event.text()),
                NoticeKind.CASE_CONCERN_ADDED_TO,
                file,
                COORDINATION + file.id(),
                () -> telling.teamThatReads(file, concern(event.concern(), event.school()))
                                .isEmpty()
                        ? telling.holders(Role.DISTRICT_COORDINATOR, file)
                        : Set.of());
    }

    /** Everyone of the team at once; where nobody is there but who said it, the coordinators, on the case's cover. */
    @Async
    @TransactionalEventListener(id = "notice.student-unsafe")
    public void on(StudentUnsafe event) {
        var file = caseFile(event.caseId(), event.school());
        telling.tell(
                event.district(),
                key("StudentUnsafe", event.change()),
                NoticeKind.CASE_STUDENT_UNSAFE,
                file,
                CASE + file.id(),
                () -> telling.team(file, event.by()));
        telling.tell(
                event.district(),
                key("StudentUnsafe", event.change()),
                NoticeKind.CASE_STUDENT_UNSAFE,
                file,
                COORDINATION + file.id(),
                () -> telling.team(file, event.by()).isEmpty()
                        ? telling.holders(Role.DISTRICT_COORDINATOR, file)
                        : Set.of());
    }

    /** The coordinators appoint someone; where none of them may know of the case, its team has to ask. */
    @Async
    @TransactionalEventListener(id = "notice.case-without-lead")
    public void on(CaseWithoutLead event) {
        var file = caseFile(event.caseId(), event.school());
        var key = key("CaseWithoutLead/" + event.since(), file.id());
        telling.tell(
                event.district(),
                key,
                NoticeKind.CASE_WITHOUT_LEAD,
                file,
                COORDINATION + file.id(),
                () -> telling.holders(Role.DISTRICT_COORDINATOR, file));
        telling.tell(
                event.district(),
                key,
                NoticeKind.CASE_WITHOUT_LEAD,
                file,
                CASE + file.id(),
                () -> telling.holders(Role.DISTRICT_COORDINATOR, file).isEmpty() ? telling.team(file, null) : Set.of());
    }

    @Async
    @TransactionalEventListener(id = "notice.more-asked")
    public void on(MoreAsked event) {
        telling.tell(
                event.district(),
                key("MoreAsked", event.text()),
                NoticeKind.MORE_ASKED,
                concern(event.concern(), event.school()),
                "/concerns/" + event.concern().value(),
                () -> event.reporter() == null ? Set.of() : Set.of(event.reporter()));
    }

    @Async
    @TransactionalEventListener(id = "notice.coordinator-asked")
    public void on(CoordinatorAsked event) {
        telling.tell(
                event.district(),
                key("CoordinatorAsked", event.concern().value()),
                NoticeKind.COORDINATOR_ASKED,
                concern(event.concern(), event.school()),
                triage(event.concern()),
                event::coordinators);
    }

    @Async
    @TransactionalEventListener(id = "notice.concern-added-to-case")
    public void on(ConcernAddedToCase event) {
        var file = caseFile(event.caseId(), event.school());
        telling.tell(
                event.district(),
                key("ConcernAddedToCase", event.concern().value()),
                NoticeKind.CONCERN_ADDED_TO_CASE,
                file,
                CASE + file.id(),
                () -> telling.team(file, event.by()));
    }

    @Async
    @TransactionalEventListener(id = "notice.case-opened")
    public void on(CaseOpened event) {
        var file = caseFile(event.caseId(), event.school());
        telling.tell(
                event.district(),
                key("CaseOpened", file.id()),
                NoticeKind.CASE_OPENED,
                file,
                "/coordination",
                () -> without(telling.holders(Role.DISTRICT_COORDINATOR, file), event.lead()));
    }

    @Async
    @TransactionalEventListener(id = "notice.case-reopened")
    public void on(CaseReopened event) {
        var file = caseFile(event.caseId(), event.school());
        telling.tell(
                event.district(),
                key("CaseReopened", event.change()),
                NoticeKind.CASE_REOPENED,
                file,
                CASE + file.id(),
                () -> telling.team(file, event.by()));
    }

    @Async
    @TransactionalEventListener(id = "notice.case-closed")
    public void on(CaseClosed event) {
        var file = caseFile(event.caseId(), event.school());
        telling.tell(
                event.district(),
                key("CaseClosed", event.change()),
                NoticeKind.CASE_CLOSED,
                file,
                CASE + file.id(),
                () -> telling.team(file, event.by()));
    }

    @Async
    @TransactionalEventListener(id = "notice.joined-team")
    public void on(JoinedTeam event) {
        var file = caseFile(event.caseId(), event.school());
        telling.tell(
                event.district(),
                key("JoinedTeam", file.id()),
                NoticeKind.JOINED_TEAM,
                file,
                CASE + file.id(),
                () -> Set.of(event.who()));
    }

    @Async
    @TransactionalEventListener(id = "notice.case-lead")
    public void on(LeadChanged event) {
        var file = caseFile(event.caseId(), event.school());
        telling.tell(
                event.district(),
                key("LeadChanged", event.change()),
                NoticeKind.CASE_LEAD,
                file,
                CASE + file.id(),
                () -> without(Set.of(event.to()), event.by()));
        telling.tell(
                event.district(),
                key("LeadLeft", event.change()),
                NoticeKind.CASE_LED_BY_ANOTHER,
                file,
                CASE + file.id(),
                () -> without(Set.of(event.from()), event.by()));
    }

    @Async
    @TransactionalEventListener(id = "notice.task-assigned")
    public void on(TaskAssigned event) {
        var file = caseFile(event.caseId(), event.school());
        telling.tell(
                event.district(),
                key("TaskAssigned", file.id()),
                NoticeKind.TASK_ASSIGNED,
                file,
                CASE + file.id(),
                () -> Set.of(event.owner()));
    }

    @Async
    @TransactionalEventListener(id = "notice.role-granted")
    public void on(RoleGranted event) {
        telling.tell(
                event.district(),
                key("RoleGranted", event.assignment()),
                NoticeKind.ROLE_GIVEN,
                null,
                "/account",
                () -> Set.of(event.who()));
        if (event.opensCases()) {
            var school = event.role().school();
            var person = new RecordRef(RecordKind.STAFF, event.who().value(), school);
            telling.tell(
                    event.district(),
                    key("RoleOpensCases", event.assignment()),
                    NoticeKind.ROLE_OPENS_CASES,
                    person,
                    "/coordination",
                    () -> without(telling.holders(Role.DISTRICT_COORDINATOR, person), event.who()));
        }
    }

    @Async
    @TransactionalEventListener(id = "notice.role-revoked")
    public void on(RoleRevoked event) {
        telling.tell(
                event.district(),
                key("RoleRevoked", event.assignment()),
                NoticeKind.ROLE_TAKEN,
                null,
                "/account",
                () -> Set.of(event.who()));
    }

    @Async
    @TransactionalEventListener(id = "notice.second-factor-reset")
    public void on(SecondFactorReset event) {
        telling.tell(
                event.district(),
                key("SecondFactorReset", event.who().value()),
                NoticeKind.SECOND_FACTOR_RESET,
                null,
                "/account",
                () -> Set.of(event.who()));
    }

    private static Set<StaffId> without(Set<StaffId> people, StaffId one) {
        var others = new LinkedHashSet<>(people);
        others.remove(one);
        return others;
    }

    private static RecordRef concern(ConcernId id, SchoolId school) {
        return RecordRef.concern(id.value(), school);
    }

    private static RecordRef caseFile(CaseId id, SchoolId school) {
        return RecordRef.caseFile(id.value(), school);
    }

    private static String triage(ConcernId id) {
        return "/triage/" + id.value();
    }

    private static String key(String event, UUID subject) {
        return event + "/" + subject;
    }
}
