package org.havenward.office.web;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Accounts;
import org.havenward.access.Accounts.ObstacleException;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.district.Directory;
import org.havenward.district.School;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StaffId;
import org.havenward.district.StaffMember;
import org.havenward.web.FormErrors;
import org.havenward.web.NavItem;
import org.havenward.web.Option;
import org.havenward.web.Pages;
import org.havenward.web.SiteAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** People and roles, for who runs the system. */
@Controller
class PeopleController {
    private static final int MOST = 100;
    private static final Set<String> NOTES =
            Set.of("created", "given", "taken", "suspended", "restored", "second-factor", "tokens");

    private final Accounts accounts;
    private final Directory directory;
    private final SchoolCalendar calendar;
    private final SiteAddress address;

    PeopleController(Accounts accounts, Directory directory, SchoolCalendar calendar, SiteAddress address) {
        this.accounts = accounts;
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
    ModelAndView people(Viewer viewer, @RequestParam(name = "q", required = false) @Nullable String q) {
        var words = q == null ? "" : q.length() > 100 ? q.substring(0, 100).strip() : q.strip();
        var lines = words.isEmpty() ? withAccounts(viewer) : found(viewer, words);
        return Pages.show(
                "office/people",
                new PeoplePage(words, lines.stream().limit(MOST).toList(), lines.size() > MOST));
    }

    private List<PeoplePage.Line> withAccounts(Viewer viewer) {
        var all = accounts.all(viewer).stream().limit(MOST + 1L).toList();
        var members = directory.staff(all.stream().map(Accounts.Account::staff).toList());
        return all.stream()
                .flatMap(account ->
                        Stream.ofNullable(members.get(account.staff())).map(member -> line(member, account)))
                .sorted(Comparator.comparing(PeoplePage.Line::name))
                .toList();
    }

    private List<PeoplePage.Line> found(Viewer viewer, String words) {
        var everywhere = directory.schools().stream().map(School::id).toList();
        var found = directory.findStaff(words, everywhere, MOST + 1);
        var known = accounts.find(viewer, found.stream().map(StaffMember::id).toList());
        return found.stream()
                .map(member -> line(member, known.get(member.id())))
                .toList();
    }

    private PeoplePage.Line line(StaffMember member, Accounts.@Nullable Account account) {
        var path = "/people/" + member.id().value();
        if (account == null) {
            return new PeoplePage.Line(member.name(), member.title(), path, null, false, false, List.of());
        }
        return new PeoplePage.Line(
                member.name(),
                member.title(),
                path,
                account.email(),
                account.suspended(),
                !account.secondFactor()
                        && account.roles().stream()
                                .anyMatch(one -> one.role().role().needsSecondFactor()),
                RoleLine.of(account.roles(), directory));
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
        var member = directory.staff(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        var account = accounts.find(viewer, id).orElse(null);
        var schools = directory.schools();
        var page = Pages.show(
                "office/person",
                new PersonPage(
                        id.value().toString(),
                        member.name(),
                        member.title(),
                        schools.stream()
                                .filter(school -> member.schools().contains(school.id()))
                                .map(School::name)
                                .toList(),
                        account,
                        account == null ? 0 : accounts.tokens(viewer, id),
                        account == null ? List.of() : RoleLine.of(account.roles(), directory),
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
    ModelAndView create(Viewer viewer, @PathVariable UUID id, @ModelAttribute PersonForm form) {
        var staff = member(id);
        try {
            accounts.create(viewer, staff, form.typedEmail());
        } catch (ObstacleException obstacle) {
            return obstacle(viewer, staff, form, "email", obstacle);
        }
        return link(viewer, id);
    }

    /** Makes a one-time link, shown once to the administrator, who hands it over in person. */
    @PostMapping("/people/{id}/link")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView link(Viewer viewer, @PathVariable UUID id) {
        var staff = member(id);
        try {
            var token = accounts.link(viewer, staff);
            var link = address.of("/welcome/" + token);
            return person(viewer, staff, link, PersonForm.empty(), new FormErrors(), null);
        } catch (ObstacleException obstacle) {
            return obstacle(viewer, staff, PersonForm.empty(), "email", obstacle);
        }
    }

    @PostMapping("/people/{id}/roles")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView give(Viewer viewer, @PathVariable UUID id, @ModelAttribute PersonForm form) {
        var staff = member(id);
        var errors = new FormErrors();
        var role = form.roleAt(errors);
        var zone = calendar.zone();
        var from = form.from(zone, errors);
        var until = form.until(zone, errors);
        if (role != null) {
            var school = role.school();
            if (school != null && directory.school(school).isEmpty()) {
                errors.add("school", "access.obstacle.needs-school");
            }
        }
        if (role == null || errors.any()) {
            return person(viewer, staff, null, form, errors, null);
        }
        try {
            accounts.give(viewer, staff, role, from, until);
        } catch (ObstacleException obstacle) {
            return obstacle(viewer, staff, form, "role", obstacle);
        }
        return done(id, "given");
    }

    @PostMapping("/people/{id}/roles/{assignment}/end")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView take(Viewer viewer, @PathVariable UUID id, @PathVariable UUID assignment) {
        return change(viewer, id, "taken", staff -> accounts.take(viewer, staff, assignment));
    }

    @PostMapping("/people/{id}/suspension")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView suspend(Viewer viewer, @PathVariable UUID id) {
        return change(viewer, id, "suspended", staff -> accounts.suspend(viewer, staff));
    }

    @PostMapping("/people/{id}/suspension/end")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView restore(Viewer viewer, @PathVariable UUID id) {
        return change(viewer, id, "restored", staff -> accounts.restore(viewer, staff));
    }

    @PostMapping("/people/{id}/second-factor/end")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView resetSecondFactor(Viewer viewer, @PathVariable UUID id) {
        return change(viewer, id, "second-factor", staff -> accounts.resetSecondFactor(viewer, staff));
    }

    /** Ends all of someone's API tokens; their sessions and password stay. */
    @PostMapping("/people/{id}/tokens/end")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView endTokens(Viewer viewer, @PathVariable UUID id) {
        return change(viewer, id, "tokens", staff -> accounts.endTokens(viewer, staff));
    }

    private ModelAndView change(Viewer viewer, UUID id, String note, java.util.function.Consumer<StaffId> work) {
        var staff = member(id);
        try {
            work.accept(staff);
        } catch (ObstacleException obstacle) {
            return obstacle(viewer, staff, PersonForm.empty(), "role", obstacle);
        }
        return done(id, note);
    }

    private StaffId member(UUID id) {
        return directory
                .staff(new StaffId(id))
                .map(StaffMember::id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private ModelAndView obstacle(
            Viewer viewer, StaffId staff, PersonForm form, String field, ObstacleException obstacle) {
        var key = "access.obstacle."
                + obstacle.obstacle().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return person(viewer, staff, null, form, new FormErrors().add(field, key), null);
    }

    private static ModelAndView done(UUID id, String note) {
        return SignInController.to("/people/" + id + "?done=" + note);
    }
}
