package org.havenward.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.havenward.Person.BUS_DRIVER;
import static org.havenward.Person.COORDINATOR_HALE;
import static org.havenward.Person.COUNSELOR_ORTIZ;
import static org.havenward.Person.OTHER_COUNSELOR;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.havenward.House;
import org.havenward.Person;
import org.havenward.access.Viewer;
import org.havenward.casework.CaseId;
import org.havenward.casework.trace.TraceKind;
import org.havenward.casework.trace.TraceSubject;
import org.havenward.casework.trace.Traces;
import org.havenward.concern.CaseDesk;
import org.havenward.concern.ConcernId;
import org.havenward.district.StudentId;
import org.havenward.platform.DistrictScope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** People and places of concern, and a match between two schools, as a counselor and the coordinator see them. */
class TracesLookTest extends House {
    private final List<Browser> browsers = new ArrayList<>();

    @Autowired
    private CaseDesk desk;

    @Autowired
    private Traces traces;

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

    private CaseId aCase(Person lead, Person.School school, StudentId student) {
        return new CaseId(here(
                lead,
                viewer -> town().in(() -> desk.open(
                        viewer,
                        new CaseDesk.Source(
                                new ConcernId(UUID.randomUUID()),
                                town().school(school),
                                student,
                                null,
                                town().staff(BUS_DRIVER),
                                Instant.now())))));
    }

    private void record(Person who, CaseId id, TraceKind kind, String value, String detail, String note) {
        here(
                who,
                viewer -> traces.record(
                        viewer,
                        new TraceSubject.OfCase(id),
                        new Traces.NewTrace(kind, value, detail, note),
                        UUID.randomUUID().toString()));
    }

    @Test
    void from_what_was_named_to_two_counselors_who_speak() {
        var id = aCase(COUNSELOR_ORTIZ, Person.School.QUAY, town().maya());
        var other = aCase(OTHER_COUNSELOR, Person.School.HARBOR, town().leo());
        var number = "928 555 0" + (100 + (int) (System.nanoTime() % 100));
        record(OTHER_COUNSELOR, other, TraceKind.PHONE, "+1 " + number, "", "");
        var path = "/cases/" + id.value();
        try (var ortiz = browser(COUNSELOR_ORTIZ)) {
            ortiz.open(path + "/traces?kind=phone");
            ortiz.page().fill("#value", number);
            ortiz.page().fill("#note", "He writes from it at night.");
            ortiz.page().locator("form[action$='/traces'] button").click();
            record(COUNSELOR_ORTIZ, id, TraceKind.HANDLE, "@desert.ray_", "Instagram", "");
            ortiz.open(path + "/traces?kind=plate").look("traces");
            ortiz.page().locator("form[action$='/traces'] button").click();
            ortiz.lookHere("traces-errors");
            ortiz.open(path + "/traces");
            ortiz.page().locator(".hw-card__title a").last().click();
            ortiz.lookHere("trace");
        }
        try (var hale = browser(COORDINATOR_HALE)) {
            hale.open("/matches").look("matches");
            hale.page().locator(".hw-card__title a").first().click();
            hale.lookHere("match");
            hale.page().locator("form[action$='/introductions'] button").click();
            hale.lookHere("match-introduced");
        }
        try (var ortiz = browser(COUNSELOR_ORTIZ)) {
            ortiz.open(path);
            ortiz.lookHere("case-introduced");
        }
    }
}
