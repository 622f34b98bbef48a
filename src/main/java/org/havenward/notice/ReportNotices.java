package org.havenward.notice;

import java.util.LinkedHashSet;
import java.util.Set;
import org.havenward.access.RecordRef;
import org.havenward.access.Role;
import org.havenward.casework.CaseId;
import org.havenward.district.SchoolId;
import org.havenward.mandate.DutyArose;
import org.havenward.mandate.DutyId;
import org.havenward.mandate.DutyWithoutHolder;
import org.havenward.mandate.ReportDue;
import org.havenward.mandate.ReportScreenedOut;
import org.havenward.platform.DistrictId;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Notices of reports to the state: to whoever owes one, and to the coordinators where it is due. Without content. */
@Component
class ReportNotices {
    private static final String YEAR = "/reports/year?year=";

    private final Telling telling;

    ReportNotices(Telling telling) {
        this.telling = telling;
    }

    @Async
    @TransactionalEventListener(id = "notice.duty-arose")
    public void on(DutyArose event) {
        telling.tell(
                event.district(),
                "DutyArose/" + event.duty().value(),
                NoticeKind.REPORT_OWED,
                duty(event.duty(), event.school()),
                own(event.duty()),
                () -> Set.of(event.holder()));
    }

    @Async
    @TransactionalEventListener(id = "notice.report-due")
    public void on(ReportDue event) {
        var key = "ReportDue/" + (event.written() ? "written/" : "call/") + event.step() + "/"
                + event.duty().value();
        if (event.holderToo()) {
            telling.tell(
                    event.district(),
                    key,
                    NoticeKind.REPORT_DUE,
                    duty(event.duty(), event.school()),
                    own(event.duty()),
                    () -> Set.of(event.holder()));
        }
        if (event.coordinatorToo()) {
            coordinators(
                    event.district(),
                    key + "/coordinator",
                    NoticeKind.REPORT_LATE,
                    event.caseId(),
                    event.school(),
                    YEAR + event.schoolYear() + "&show=" + (event.written() ? "written_" : "")
                            + (event.late() ? "overdue" : "open"));
        }
    }

    @Async
    @TransactionalEventListener(id = "notice.duty-without-holder")
    public void on(DutyWithoutHolder event) {
        coordinators(
                event.district(),
                "DutyWithoutHolder/" + event.since() + "/" + event.duty().value(),
                NoticeKind.REPORT_HOLDER_GONE,
                event.caseId(),
                event.school(),
                YEAR + event.schoolYear() + "&show=holder_gone");
    }

    /** The case's team goes on, whatever an agency decided. */
    @Async
    @TransactionalEventListener(id = "notice.report-screened-out")
    public void on(ReportScreenedOut event) {
        var file = caseFile(event.caseId(), event.school());
        telling.tell(
                event.district(),
                "ReportScreenedOut/" + event.answer(),
                NoticeKind.REPORT_SCREENED_OUT,
                file,
                "/cases/" + file.id() + "/reports",
                () -> telling.team(file, event.holder()));
    }

    private void coordinators(
            DistrictId district, String key, NoticeKind kind, CaseId id, SchoolId school, String path) {
        var file = caseFile(id, school);
        telling.tell(
                district,
                key,
                kind,
                file,
                path,
                () -> new LinkedHashSet<>(telling.holders(Role.DISTRICT_COORDINATOR, file)));
    }

    private static RecordRef duty(DutyId id, SchoolId school) {
        return RecordRef.duty(id.value(), school);
    }

    private static RecordRef caseFile(CaseId id, SchoolId school) {
        return RecordRef.caseFile(id.value(), school);
    }

    private static String own(DutyId id) {
        return "/my-reports/" + id.value();
    }
}
