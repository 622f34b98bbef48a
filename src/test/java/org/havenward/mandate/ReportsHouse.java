package org.havenward.mandate;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.havenward.House;
import org.havenward.Visitor;
import org.havenward.access.Accounts;
import org.havenward.access.Gate;
import org.havenward.access.Keys;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.CaseLife;
import org.havenward.casework.CaseTeam;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernId;
import org.havenward.district.Directory;
import org.havenward.district.Districts;
import org.havenward.district.NamesForTests;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.district.StudentId;
import org.havenward.platform.DistrictId;
import org.havenward.platform.DistrictScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/** A small district, new for each test, with a case about Maya whose concern a bus driver raised. */
@SuppressWarnings("NullAway.Init")
abstract class ReportsHouse extends House {
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"");

    @Autowired
    protected Districts districts;

    @Autowired
    protected Accounts accounts;

    @Autowired
    protected Keys keys;

    @Autowired
    protected Directory directory;

    @Autowired
    protected Gate gate;

    @Autowired
    protected CaseDesk desk;

    @Autowired
    protected CaseTeam team;

    @Autowired
    protected CaseLife life;

    @Autowired
    protected MandatedReports reports;

    @Autowired
    protected Packets packets;

    @Autowired
    protected CaseReports cases;

    @Autowired
    protected YearOfReports years;

    @Autowired
    protected DutyRows duties;

    @Autowired
    protected ReportReminders reminders;

    protected DistrictId district;
    protected SchoolId school;
    protected StudentId maya;
    protected StaffId driver;
    protected StaffId ortiz;
    protected StaffId lin;
    protected StaffId bell;
    protected StaffId hale;
    protected StaffId reed;

    @BeforeEach
    void aDistrict() {
        settle("AZ", "America/Phoenix");
    }

    @AfterEach
    void timeGoesBack() {
        clock.back();
    }

    protected void settle(String state, String zone) {
        district = districts.create("Harbor " + UUID.randomUUID(), state, zone).id();
        inDistrict(district, () -> {
            school = new SchoolId(UUID.randomUUID());
            database.sql("insert into school (district_id, id, name) values (havenward_district(), :id, 'Quay Middle')")
                    .param("id", school.value())
                    .update();
            maya = NamesForTests.student(database, "Maya", "Rivera", "07", school);
            driver = person("Sam", "Doyle", "Bus driver");
            ortiz = person("Elena", "Ortiz", "Counselor", new RoleAt(Role.DESIGNATED_COUNSELOR, school));
            lin = person("Wei", "Lin", "Counselor", new RoleAt(Role.BACKUP_COUNSELOR, school));
            bell = person("Ann", "Bell", "Nurse", new RoleAt(Role.RESPONSE_TEAM_MEMBER, school));
            reed = person("Tom", "Reed", "Principal", new RoleAt(Role.SCHOOL_ADMINISTRATOR, school));
            hale = person("Ruth", "Hale", "Coordinator", new RoleAt(Role.DISTRICT_COORDINATOR, null));
        });
    }

    private StaffId person(String given, String family, String title, RoleAt... roles) {
        var who = directory.addStaff(given, family, title, List.of(school));
        accounts.create(null, who, given.toLowerCase(java.util.Locale.ROOT) + "." + UUID.randomUUID() + "@example.org");
        for (var role : roles) {
            accounts.give(null, who, role, null, null);
        }
        return who;
    }

    protected Viewer viewer(StaffId who) {
        return inDistrict(district, () -> Objects.requireNonNull(gate.asOf(who)));
    }

    /** Runs a door as someone, outside of any transaction of the test's own. */
    protected <T> T as(StaffId who, Function<Viewer, T> work) {
        var viewer = viewer(who);
        return DistrictScope.call(district, () -> work.apply(viewer));
    }

    protected CaseDesk.Source concernOf(StaffId who) {
        return new CaseDesk.Source(new ConcernId(UUID.randomUUID()), school, maya, null, who, clock.instant());
    }

    /** A case about Maya that Ms. Ortiz leads, out of a concern that the bus driver raised. */
    protected CaseId aCase() {
        return as(ortiz, viewer -> inDistrict(district, () -> new CaseId(desk.open(viewer, concernOf(driver)))));
    }

    /** Another concern of someone goes into the case. */
    protected void joins(CaseId id, StaffId who) {
        as(
                ortiz,
                viewer -> inDistrict(district, () -> {
                    desk.join(viewer, concernOf(who), id.value());
                    return true;
                }));
    }

    protected Duty dutyOf(CaseId id, StaffId who) {
        return inDistrict(district, () -> duties.newest(id, who).orElseThrow());
    }

    protected List<Duty> dutiesOf(CaseId id) {
        return inDistrict(district, () -> duties.of(id));
    }

    protected NewCall callTo(Agency agency, Instant at) {
        return new NewCall(
                agency,
                Way.PHONE,
                Suspected.UNKNOWN,
                at,
                "State line",
                "Mr. Kane",
                "REF-77",
                "They send someone.",
                false);
    }

    protected static String key() {
        return UUID.randomUUID().toString();
    }

    /** Calls both agencies now, as the safe way is. */
    protected void callsBoth(StaffId who, Duty duty) {
        for (var agency : Agency.values()) {
            as(who, viewer -> reports.call(viewer, duty.id(), callTo(agency, clock.instant()), key()));
        }
    }

    protected int count(String sql, UUID id) {
        return inDistrict(
                district, () -> database.sql(sql).param(id).query(Integer.class).single());
    }

    protected int owed(CaseId id) {
        return count(
                "select count(*) from case_obligation where case_id = ? and settled_at is null and key like 'mandate.%'",
                id.value());
    }

    protected Visitor browser(StaffId who) {
        return anyone().with("hw_session", inDistrict(district, () -> keys.session(who, true)));
    }

    /** Opens a page, fills in its form, and sends it. */
    protected java.net.http.HttpResponse<String> fill(
            Visitor visitor, String page, String action, Map<String, String> typed) {
        var fields = new HashMap<String, String>();
        var found = HIDDEN.matcher(visitor.get(page).body());
        while (found.find()) {
            fields.putIfAbsent(found.group(1), found.group(2));
        }
        fields.putAll(typed);
        return visitor.post(action, fields);
    }

    protected static Duration hours(long count) {
        return Duration.ofHours(count);
    }
}
