package org.havenward.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Role;
import org.havenward.access.RoleAt;
import org.havenward.access.Viewer;
import org.havenward.district.StaffId;
import org.havenward.platform.DistrictId;
import org.havenward.platform.Ids;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Pages that only tests open: every component, and every way in which a request can go wrong. */
@Controller
class GalleryController {
    private final InstantSource clock;

    GalleryController(InstantSource clock) {
        this.clock = clock;
    }

    record Echo(String text) {}

    @GetMapping("/gallery")
    @Needs(Need.NOTHING)
    ModelAndView gallery(HttpServletRequest request) {
        lookAsSomeone(request);
        var errors = new FormErrors();
        if (request.getParameter("errors") != null) {
            errors.add("student", "web.problem.fields.title").add("narrative", "web.problem.unreadable.title");
            errors.add("where", "web.problem.fields.title").add("observed", "web.problem.fields.title");
        }
        return Pages.show(
                "web/gallery",
                new GalleryPage(errors, clock.instant(), clock.instant().minus(Duration.ofHours(26))));
    }

    @PostMapping("/gallery")
    @Needs(Need.NOTHING)
    String posted() {
        return "redirect:/gallery";
    }

    @GetMapping("/gallery/broken")
    @Needs(Need.NOTHING)
    ModelAndView broken() {
        throw new IllegalStateException("secret words that no page may show");
    }

    @ResponseBody
    @PostMapping("/api/v1/gallery")
    @Needs(Need.NOTHING)
    ResponseEntity<Echo> echo(@RequestBody Echo echo) {
        return ResponseEntity.ok(echo);
    }

    @ResponseBody
    @GetMapping("/api/v1/gallery")
    @Needs(Need.NOTHING)
    ResponseEntity<Echo> fields() {
        throw ApiProblem.of(new FormErrors().add("narrative", "web.problem.fields.title"));
    }

    /** As someone who holds every role, so that the navigation is at its longest. */
    private static void lookAsSomeone(HttpServletRequest request) {
        var roles =
                Arrays.stream(Role.values()).map(role -> new RoleAt(role, null)).collect(Collectors.toSet());
        var viewer = new Viewer(
                new DistrictId(Ids.next()),
                new StaffId(Ids.next()),
                "Elena Ortiz-Villanueva",
                roles,
                Set.of(),
                true,
                Locale.ENGLISH);
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(viewer, null, List.of()));
    }
}
