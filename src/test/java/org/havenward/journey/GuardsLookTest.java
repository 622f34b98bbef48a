package org.havenward.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.BACKUP_LIN;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.TEACHER;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.access.Viewer;
import org.havenward.casework.BreakGlass;
import org.havenward.casework.CaseId;
import org.havenward.casework.Family;
import org.havenward.casework.FamilyMemberId;
import org.havenward.casework.FamilyVerdict;
import org.havenward.casework.LegalHolds;
import org.havenward.casework.Shares;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernId;
import org.havenward.mandate.DisclosureBasis;
import org.havenward.mandate.Disclosures;
import org.havenward.mandate.Inspections;
import org.havenward.mandate.NewDisclosure;
import org.havenward.mandate.Releases;
import org.havenward.platform.DistrictScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The guards of a case as their people see them. */
class GuardsLookTest extends House {
    private final List<Browser> browsers = new ArrayList<>();

    @Autowired
    private CaseDesk desk;

    @Autowired
    private Family family;

    @Autowired
    private Shares shares;

    @Autowired
    private BreakGlass glass;

    @Autowired
    private LegalHolds holds;

    @Autowired
    private Disclosures disclosures;

    @Autowired
    private Releases releases;

    @Autowired
    private Inspections inspections;

    @AfterEach
    void nothing_was_found() {
        assertThat(browsers).flatMap(Browser::findings).isEmpty();
    }

    private Browser browser(Person person) {
        var browser = Browser.at(url("")).patient().session(as(person).cookie("hw_session"));
        browsers.add(browser);
        return browser;
    }

    private <T> T here(Person who, Function<Viewer, T> work) {
        var viewer = town().viewer(who);
        return DistrictScope.call(town().district(), () -> work.apply(viewer));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static LocalDate inDays(int days) {
        return LocalDate.now(ZoneId.of("America/Phoenix")).plusDays(days);
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

    private FamilyMemberId judged(CaseId id, String name, String relation, FamilyVerdict verdict) {
        return here(COUNSELOR_ORTIZ, viewer -> {
            var member = new FamilyMemberId(family.add(viewer, id, new Family.Words(name, relation, "Spanish"), key()));
            family.judge(
                    viewer,
                    id,
                    member,
                    new Family.Verdict(
                            verdict,
                            "Maya said so in two talks.",
                            "calls about pick-up, to her own phone only",
                            inDays(60)),
                    key());
            return member;
        });
    }

    @Test
    void from_the_family_to_broken_glass() {
        var id = aCase();
        var rosa = judged(id, "Rosa Rivera", "mother", FamilyVerdict.SAFE);
        var dale = judged(id, "Dale Moss", "mother's partner", FamilyVerdict.NOT_SAFE);
        var share = here(
                COUNSELOR_ORTIZ,
                viewer -> shares.share(
                        viewer,
                        id,
                        new Shares.NewShare(
                                town().staff(TEACHER),
                                "Please let Maya leave class when she asks, without questions.",
                                "class",
                                inDays(30),
                                false),
                        key()));
        var release = here(
                COUNSELOR_ORTIZ,
                viewer -> releases.give(
                        viewer,
                        id,
                        new Releases.NewRelease(
                                rosa, "Harbor House", "her name, and what she wishes", "a room", inDays(0), inDays(90)),
                        key()));
        tell(id, DisclosureBasis.CONSENT, "", release);
        tell(id, DisclosureBasis.HEALTH_OR_SAFETY, "He said that he would come to the gate at noon.", null);
        var asked = here(
                COUNSELOR_ORTIZ,
                viewer -> inspections.ask(
                        viewer,
                        id,
                        new Inspections.NewInspection(
                                dale, "He came to the front desk and asked for the file.", inDays(-3)),
                        key()));
        var number = town().in(() -> database.sql("select number from case_file where id = :id")
                .param("id", id.value())
                .query(String.class)
                .single());
        var hold = here(
                COORDINATOR_HALE,
                viewer -> holds.place(
                        viewer,
                        new LegalHolds.NewHold(number, false, "A subpoena came.", "Superior Court, CV-0118"),
                        key()));
        here(
                BACKUP_LIN,
                viewer -> glass.open(
                        viewer,
                        new BreakGlass.Which.Numbered(number),
                        "She is at my door.",
                        Duration.ofHours(1),
                        key()));
        var path = "/cases/" + id.value();
        try (var ortiz = browser(COUNSELOR_ORTIZ)) {
            ortiz.open(path).look("guards-case");
            ortiz.open(path + "/family").look("family");
            ortiz.open(path + "/family/" + rosa.value()).look("family-member");
            Browser.turn(ortiz.page().locator("form[action$='/judgment'] button"));
            ortiz.lookHere("family-member-errors");
            ortiz.open(path + "/shares?name=brooks").look("shares");
            ortiz.open(path + "/disclosures").look("disclosures");
            Browser.turn(ortiz.page().locator("form[action$='/disclosures'] button"));
            ortiz.lookHere("disclosures-errors");
            ortiz.open(path + "/disclosures/print").look("disclosures-print");
            ortiz.open(path + "/releases/new").look("release");
            ortiz.open(path + "/inspections").look("inspections");
            ortiz.open(path + "/inspections/" + asked).look("inspection");
        }
        try (var lin = browser(BACKUP_LIN)) {
            lin.open(path).look("broken-glass-case");
            lin.open("/break-glass/new").look("break-glass");
            lin.page().fill("#number", "HW-2031-0001");
            lin.page().fill("#reason", "Now");
            lin.page().locator("#minutes").check(new com.microsoft.playwright.Locator.CheckOptions().setForce(true));
            Browser.turn(lin.page().locator("form[action='/break-glass/new'] button"));
            lin.lookHere("break-glass-nothing");
        }
        try (var hale = browser(COORDINATOR_HALE)) {
            hale.open("/break-glass").look("break-glass-list");
            hale.open("/holds").look("holds");
            hale.open("/holds/" + hold).look("hold");
        }
        try (var haddad = browser(TEACHER)) {
            haddad.open("/shared-with-me").look("shared");
            haddad.open("/shared-with-me/" + share).look("shared-one");
        }
    }

    private void tell(
            CaseId id, DisclosureBasis basis, String threat, @org.jspecify.annotations.Nullable UUID release) {
        here(
                COUNSELOR_ORTIZ,
                viewer -> disclosures.disclose(
                        viewer,
                        id,
                        NewDisclosure.outside(
                                basis,
                                "Dana Hill, Harbor House",
                                "Her name, and what she wishes.",
                                "A room for tonight.",
                                threat,
                                release,
                                Instant.now()),
                        key()));
    }
}
