package org.havenward.office.web;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.havenward.access.Accounts;
import org.havenward.access.Accounts.ObstacleException;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.SchoolId;
import org.havenward.district.StaffId;
import org.havenward.office.People;
import org.havenward.web.ApiPage;
import org.havenward.web.ApiProblem;
import org.havenward.web.FormErrors;
import org.havenward.web.SiteAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** People, accounts, and roles, for the programs of who runs the system. The same checks and words as the pages. */
@RestController
@RequestMapping("/api/v1/people")
class PeopleApi {
    private final People people;
    private final SchoolCalendar calendar;
    private final SiteAddress address;

    PeopleApi(People people, SchoolCalendar calendar, SiteAddress address) {
        this.people = people;
        this.calendar = calendar;
        this.address = address;
    }

    /** @param until null for no end */
    record RoleItem(
            UUID id,
            String role,
            @Nullable UUID schoolId,
            Instant from,
            @Nullable Instant until) {
        static RoleItem of(Accounts.Assignment one) {
            var school = one.role().school();
            return new RoleItem(
                    one.id(),
                    one.role().role().name(),
                    school == null ? null : school.value(),
                    one.from(),
                    one.until());
        }
    }

    record AccountItem(
            String email, boolean passwordSet, boolean secondFactor, boolean suspended, List<RoleItem> roles) {
        static AccountItem of(Accounts.Account account) {
            return new AccountItem(
                    account.email(),
                    account.hasPassword(),
                    account.secondFactor(),
                    account.suspended(),
                    account.roles().stream().map(RoleItem::of).toList());
        }
    }

    /**
     * @param onRoster whether the roster still has them; who left it cannot sign in
     * @param account null for who has none
     */
    record PersonItem(
            UUID id,
            String name,
            String title,
            List<UUID> schoolIds,
            boolean onRoster,
            @Nullable AccountItem account) {
        static PersonItem of(People.Person person) {
            var account = person.account();
            var member = person.member();
            return new PersonItem(
                    member.id().value(),
                    member.name(),
                    member.title(),
                    member.schools().stream().map(SchoolId::value).sorted().toList(),
                    member.active(),
                    account == null ? null : AccountItem.of(account));
        }
    }

    /**
     * @param link sets a password once; hand it over in person
     * @param worksForDays how long it waits to be used
     */
    record LinkItem(UUID personId, String link, long worksForDays) {}

    record NewAccount(@Nullable String email) {}

    /**
     * @param role such as DESIGNATED_COUNSELOR
     * @param schoolId for roles at a school; none for roles of the whole district
     * @param from first day, such as 2026-11-23, by the district's calendar; now where it is left out
     * @param until last day, counted whole; no end where it is left out
     */
    record NewRole(
            @Nullable String role,
            @Nullable String schoolId,
            @Nullable String from,
            @Nullable String until) {}

    record Given(UUID id) {}

    /** Everyone with an account, by e-mail; or, with {@code q}, people with a name like it, the nearest first. */
    @GetMapping
    @Needs(Need.RUN_SYSTEM)
    ApiPage<PersonItem> list(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable String limit) {
        var most = ApiPage.limit(limit);
        if (q == null || q.isBlank()) {
            var page = people.withAccount(viewer, after == null ? null : new StaffId(after), most);
            return ApiPage.of(
                    page.stream().map(PersonItem::of).toList(),
                    most,
                    person -> person.id().toString());
        }
        if (q.length() > 200) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST,
                    "q",
                    "q is a part of a name, of at most 200 letters.",
                    Map.of("q", "Give at most 200 letters of a name."));
        }
        var found = people.find(viewer, q.strip(), most);
        return new ApiPage<>(found.stream().map(PersonItem::of).toList(), null);
    }

    @GetMapping("/{id}")
    @Needs(Need.RUN_SYSTEM)
    PersonItem one(Viewer viewer, @PathVariable UUID id) {
        return PersonItem.of(people.open(viewer, new StaffId(id)));
    }

    /** Gives an account, and the link by which its owner sets a password. */
    @PostMapping("/{id}/account")
    @Needs(Need.RUN_SYSTEM)
    ResponseEntity<LinkItem> create(
            Viewer viewer,
            @RequestHeader("Idempotency-Key") String key,
            @PathVariable UUID id,
            @RequestBody NewAccount body) {
        var form = new PersonForm(body.email(), null, null, null, null, null);
        people.open(viewer, new StaffId(id));
        return link(id, () -> people.create(viewer, new StaffId(id), form.typedEmail(), used(key)));
    }

    /** Makes a new link; the old password, sessions, and tokens end. The same key gives the same link. */
    @PostMapping("/{id}/link")
    @Needs(Need.RUN_SYSTEM)
    ResponseEntity<LinkItem> link(Viewer viewer, @RequestHeader("Idempotency-Key") String key, @PathVariable UUID id) {
        return link(id, () -> people.link(viewer, new StaffId(id), used(key)));
    }

    private ResponseEntity<LinkItem> link(UUID id, Supplier<String> secret) {
        var link = address.of("/welcome/" + tried("email", secret));
        return ResponseEntity.created(URI.create("/api/v1/people/" + id))
                .body(new LinkItem(id, link, Accounts.FIRST_USE_WITHIN.toDays()));
    }

    @PostMapping("/{id}/roles")
    @Needs(Need.RUN_SYSTEM)
    ResponseEntity<Given> give(
            Viewer viewer,
            @RequestHeader("Idempotency-Key") String key,
            @PathVariable UUID id,
            @RequestBody NewRole body) {
        var staff = new StaffId(id);
        people.open(viewer, staff);
        var form = new PersonForm(null, body.role(), body.schoolId(), body.from(), body.until(), null);
        var errors = new FormErrors();
        var wanted = form.given(people, calendar.zone(), errors);
        if (wanted == null || errors.any()) {
            throw ApiProblem.of(errors);
        }
        var given = tried(
                "role", () -> people.give(viewer, staff, wanted.role(), wanted.from(), wanted.until(), used(key)));
        return ResponseEntity.created(URI.create("/api/v1/people/" + id)).body(new Given(given));
    }

    /** Takes a role; nothing more happens where it is gone already. */
    @PostMapping("/{id}/roles/{assignment}/end")
    @Needs(Need.RUN_SYSTEM)
    PersonItem take(
            Viewer viewer,
            @RequestHeader("Idempotency-Key") String key,
            @PathVariable UUID id,
            @PathVariable UUID assignment) {
        return changed(viewer, id, staff -> people.take(viewer, staff, assignment, used(key)));
    }

    @PostMapping("/{id}/suspension")
    @Needs(Need.RUN_SYSTEM)
    PersonItem suspend(Viewer viewer, @RequestHeader("Idempotency-Key") String key, @PathVariable UUID id) {
        return changed(viewer, id, staff -> people.suspend(viewer, staff, used(key)));
    }

    @PostMapping("/{id}/suspension/end")
    @Needs(Need.RUN_SYSTEM)
    PersonItem restore(Viewer viewer, @RequestHeader("Idempotency-Key") String key, @PathVariable UUID id) {
        return changed(viewer, id, staff -> people.restore(viewer, staff, used(key)));
    }

    @PostMapping("/{id}/second-factor/end")
    @Needs(Need.RUN_SYSTEM)
    PersonItem resetSecondFactor(Viewer viewer, @RequestHeader("Idempotency-Key") String key, @PathVariable UUID id) {
        return changed(viewer, id, staff -> people.resetSecondFactor(viewer, staff, used(key)));
    }

    @PostMapping("/{id}/tokens/end")
    @Needs(Need.RUN_SYSTEM)
    PersonItem endTokens(Viewer viewer, @RequestHeader("Idempotency-Key") String key, @PathVariable UUID id) {
        return changed(viewer, id, staff -> people.endTokens(viewer, staff, used(key)));
    }

    private PersonItem changed(Viewer viewer, UUID id, java.util.function.Consumer<StaffId> work) {
        var staff = new StaffId(id);
        tried("role", () -> {
            work.accept(staff);
            return id;
        });
        return PersonItem.of(people.open(viewer, staff));
    }

    private static <T> T tried(String field, Supplier<T> work) {
        try {
            return work.get();
        } catch (ObstacleException obstacle) {
            var problem = ApiProblem.of(new FormErrors().add(field, PersonForm.key(obstacle)));
            problem.addSuppressed(obstacle);
            throw problem;
        }
    }

    private static String used(String key) {
        if (key.isBlank() || key.length() > 200) {
            throw new ApiProblem(
                    HttpStatus.BAD_REQUEST, "key", "The Idempotency-Key header holds 1 to 200 characters.");
        }
        return key;
    }
}
