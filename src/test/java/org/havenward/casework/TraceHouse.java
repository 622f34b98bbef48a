package org.havenward.casework;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.access.Viewer;
import org.havenward.casework.trace.Matches;
import org.havenward.casework.trace.TraceKind;
import org.havenward.casework.trace.TraceSubject;
import org.havenward.casework.trace.Traces;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernId;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictScope;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** The small district with a second school, whose counselor writes things down too. */
@SuppressWarnings("NullAway.Init")
abstract class TraceHouse extends CaseHouse {
    protected static final String NUMBER = "(928) 555-0147";

    @Autowired
    protected Traces traces;

    @Autowired
    protected Matches matches;

    protected SchoolId harbor;
    protected StaffId counselorOkafor;

    @BeforeEach
    void anotherSchool() {
        inDistrict(district, () -> {
            harbor = new SchoolId(UUID.randomUUID());
            database.sql("insert into school (district_id, id, name) values (havenward_district(), :id, 'Harbor High')")
                    .param("id", harbor.value())
                    .update();
            counselorOkafor = person("Grace", "Okafor", "Counselor", new RoleAt(Role.DESIGNATED_COUNSELOR, harbor));
        });
    }

    protected <T> T here(StaffId who, Function<Viewer, T> work) {
        var viewer = as(who);
        return DistrictScope.call(district, () -> work.apply(viewer));
    }

    protected <T> List<T> list(StaffId who, Function<Viewer, List<T>> work) {
        return here(who, work);
    }

    protected CaseId caseAtHarbor() {
        return here(
                counselorOkafor,
                viewer -> inDistrict(
                        district,
                        () -> new CaseId(desk.open(
                                viewer,
                                new CaseDesk.Source(
                                        new ConcernId(UUID.randomUUID()),
                                        harbor,
                                        student("Leo", "Castillo"),
                                        null,
                                        busDriver,
                                        Instant.now())))));
    }

    protected UUID record(StaffId who, CaseId id, TraceKind kind, String value) {
        return record(who, new TraceSubject.OfCase(id), kind, value);
    }

    protected UUID record(StaffId who, TraceSubject subject, TraceKind kind, String value) {
        return here(
                who,
                viewer -> traces.record(viewer, subject, new Traces.NewTrace(kind, value, "", "She said so."), key()));
    }

    protected List<Matches.Match> seenBy(StaffId who) {
        return here(who, viewer -> matches.all(viewer, true));
    }

    protected record Two(CaseId quay, CaseId harbor) {}

    /** Ms. Ortiz and Ms. Okafor write the same number, each in her own way. */
    protected Two twoThatMatch() {
        var two = new Two(aCase(), caseAtHarbor());
        record(counselorOrtiz, two.quay(), TraceKind.PHONE, NUMBER);
        record(counselorOkafor, two.harbor(), TraceKind.PHONE, "+1 928 555 0147");
        return two;
    }
}
