package org.havenward.office.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.havenward.access.Accounts.ObstacleException;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.district.Directory;
import org.havenward.district.School;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.office.People;
import org.havenward.web.FormErrors;
import org.havenward.web.NavItem;
import org.havenward.web.Option;
import org.havenward.web.Pages;
import org.havenward.web.SiteAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** People and roles, for who runs the system. */
@Controller
class PeopleController {
    private static final int MOST = 100;
    private static final Set<String> NOTES =
            Set.of("created", "given", "taken", "suspended", "restored", "second-factor", "tokens");

    private final People people;
    private final Directory directory;
    private final SchoolCalendar calendar;
    private final SiteAddress address;

    PeopleController(People people, Directory directory, SchoolCalendar calendar, SiteAddress address) {
        this.people = people;
        this.directory = directory;
        this.calendar = calendar;
        this.address = address;
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavItem peopleInNavigation() {
            return new NavItem(120, "access.people.title", "/people", Need.RUN_SYSTEM);
        }
    }

    @GetMapping("/people")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView people(
            Viewer viewer,
            @RequestParam(name = "q", required = false) @Nullable String q,
            @RequestParam(name = "after", required = false) @Nullable String after) {
        var words = q == null ? "" : q.length() > 100 ? q.substring(0, 100).strip() : q.strip();
        return Pages.show("office/people", words.isEmpty() ? withAccount(viewer, after) : found(viewer, words));
    }

    private PeoplePage withAccount(Viewer viewer, @Nullable String after) {
        var start = id(after);
        var all = people.withAccount(viewer, start, MOST);
        var lines = all.stream().limit(MOST).toList();
        var next = all.size() > MOST
                ? "/people?after=" + lines.getLast().member().id().value()
                : null;
        return new PeoplePage("", lines(lines), false, next, start == null ? null : "/people");
    }

    private PeoplePage found(Viewer viewer, String words) {
        var found = people.find(viewer, words, MOST + 1);
        return new PeoplePage(words, lines(found.stream().limit(MOST).toList()), found.size() > MOST, null, null);
    }

    /** Where a page begins; the first page for what is no id. */
    private static @Nullable StaffId id(@Nullable String typed) {
        try {
            return typed == null ? null : new StaffId(UUID.fromString(typed));
        } catch (IllegalArgumentException noId) {
            return null;
        }
    }

    private List<PeoplePage.Line> lines(List<People.Person> found) {
        var schools = RoleLine.names(directory);
        return found.stream().map(person -> line(person, schools)).toList();
    }

    private static PeoplePage.Line line(People.Person person, Map<SchoolId, String> schools) {
        var member = person.member();
        var account = person.account();
        var path = "/people/" + member.id().value();
        if (account == null) {
            return new PeoplePage.Line(
                    member.name(), member.title(), path, null, !member.active(), false, false, List.of());
        }
        return new PeoplePage.Line(
                member.name(),
                member.title(),
                path,
                account.email(),
                !member.active(),
                account.suspended(),
                !account.secondFactor()
                        && account.roles().stream()
                                .anyMatch(one -> one.role().role().needsSecondFactor()),
                RoleLine.of(account.roles(), schools));
    }

    @GetMapping("/people/{id}")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView person(
            Viewer viewer,
            @PathVariable UUID id,
            @RequestParam(name = "done", required = false) @Nullable String done) {
        var note = done != null && NOTES.contains(done) ? "access.person.done." + done : null;
        return person(viewer, new StaffId(id), null, PersonForm.empty(), new FormErrors(), note);
    }

    private ModelAndView person(
            Viewer viewer,
            StaffId id,
            @Nullable String link,
            PersonForm typed,
            FormErrors errors,
            @Nullable String note) {
        var person = people.open(viewer, id);
        var member = person.member();
        var account = person.account();
        var schools = directory.schools();
        var page = Pages.show(
                "office/person",
                new PersonPage(
                        id.value().toString(),
                        member.name(),
                        member.title(),
                        !member.active(),
                        schools.stream()
                                .filter(school -> member.schools().contains(school.id()))
                                .map(School::name)
                                .toList(),
                        account,
                        account == null ? 0 : people.tokens(viewer, id),
                        account == null ? List.of() : RoleLine.of(account.roles(), RoleLine.names(directory)),
                        schools.stream()
                                .filter(School::open)
                                .map(school -> new Option(school.id().value().toString(), school.name()))
                                .collect(Collectors.toList()),
                        viewer.staff().equals(id),
                        link,
                        typed,
                        errors,
                        note));
        return errors.any() ? SignInController.mend(page) : page;
    }

    @PostMapping("/people/{id}/account")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView create(
            Viewer viewer, @PathVariable UUID id, @ModelAttribute PersonForm form, HttpServletRequest request) {
        var staff = new StaffId(id);
        try {
            return madeLink(viewer, staff, people.create(viewer, staff, form.typedEmail(), form.once()), request);
        } catch (ObstacleException obstacle) {
            return obstacle(viewer, staff, form, "email", obstacle);
        }
    }

    /** Makes a one-time link, shown once to the administrator, who hands it over in person. */
    @PostMapping("/people/{id}/link")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView link(
            Viewer viewer, @PathVariable UUID id, @ModelAttribute PersonForm form, HttpServletRequest request) {
        var staff = new StaffId(id);
        try {
            return madeLink(viewer, staff, people.link(viewer, staff, form.once()), request);
        } catch (ObstacleException obstacle) {
            return obstacle(viewer, staff, PersonForm.empty(), "email", obstacle);
        }
    }

    private ModelAndView madeLink(Viewer viewer, StaffId staff, String secret, HttpServletRequest request) {
        request.setAttribute(Pages.DONE, true);
        var link = address.of("/welcome/" + secret);
        return person(viewer, staff, link, PersonForm.empty(), new FormErrors(), null);
    }

    @PostMapping("/people/{id}/roles")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView give(Viewer viewer, @PathVariable UUID id, @ModelAttribute PersonForm form) {
        var staff = new StaffId(id);
        people.open(viewer, staff);
        var errors = new FormErrors();
        var wanted = form.given(people, calendar.zone(), errors);
        if (wanted == null || errors.any()) {
            return person(viewer, staff, null, form, errors, null);
        }
        try {
            people.give(viewer, staff, wanted.role(), wanted.from(), wanted.until(), form.once());
        } catch (ObstacleException obstacle) {
            return obstacle(viewer, staff, form, "role", obstacle);
        }
        return done(id, "given");
    }

    @PostMapping("/people/{id}/roles/{assignment}/end")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView take(
            Viewer viewer, @PathVariable UUID id, @PathVariable UUID assignment, @ModelAttribute PersonForm form) {
        return change(viewer, id, "taken", staff -> people.take(viewer, staff, assignment, form.once()));
    }

    @PostMapping("/people/{id}/suspension")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView suspend(Viewer viewer, @PathVariable UUID id, @ModelAttribute PersonForm form) {
        return change(viewer, id, "suspended", staff -> people.suspend(viewer, staff, form.once()));
    }

    @PostMapping("/people/{id}/suspension/end")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView restore(Viewer viewer, @PathVariable UUID id, @ModelAttribute PersonForm form) {
        return change(viewer, id, "restored", staff -> people.restore(viewer, staff, form.once()));
    }

    @PostMapping("/people/{id}/second-factor/end")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView resetSecondFactor(Viewer viewer, @PathVariable UUID id, @ModelAttribute PersonForm form) {
        return change(viewer, id, "second-factor", staff -> people.resetSecondFactor(viewer, staff, form.once()));
    }

    /** Ends all of someone's API tokens; their sessions and password stay. */
    @PostMapping("/people/{id}/tokens/end")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView endTokens(Viewer viewer, @PathVariable UUID id, @ModelAttribute PersonForm form) {
        return change(viewer, id, "tokens", staff -> people.endTokens(viewer, staff, form.once()));
    }

    private ModelAndView change(Viewer viewer, UUID id, String note, Consumer<StaffId> work) {
        var staff = new StaffId(id);
        try {
            work.accept(staff);
        } catch (ObstacleException obstacle) {
            return obstacle(viewer, staff, PersonForm.empty(), "role", obstacle);
        }
        return done(id, note);
    }

    private ModelAndView obstacle(
            Viewer viewer, StaffId staff, PersonForm form, String field, ObstacleException obstacle) {
        return person(viewer, staff, null, form, new FormErrors().add(field, PersonForm.key(obstacle)), null);
    }

    private static ModelAndView done(UUID id, String note) {
        return SignInController.to("/people/" + id + "?done=" + note);
    }
}
