package org.havenward.office.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.district.RosterReport;
import org.havenward.district.Rosters;
import org.havenward.office.RosterDesk;
import org.havenward.platform.Audience;
import org.havenward.platform.Reaches;
import org.havenward.web.FormErrors;
import org.havenward.web.Messages;
import org.havenward.web.NavItem;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;

/** Brings a roster in from the browser, for who runs the system. */
@Controller
@Reaches(value = Audience.STAFF, because = "the faults of a roster file, for who runs the system; nothing of any case")
class RosterController {
    private final RosterDesk desk;
    private final Messages messages;

    RosterController(RosterDesk desk, Messages messages) {
        this.desk = desk;
        this.messages = messages;
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavItem rosterInNavigation() {
            return new NavItem(110, "roster.title", "/roster", Need.RUN_SYSTEM);
        }
    }

    @GetMapping("/roster")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView history(Viewer viewer) {
        return Pages.show("office/roster", new RosterPage(desk.history(viewer), new FormErrors()));
    }

    @PostMapping("/roster")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView bring(
            Viewer viewer,
            @RequestParam(required = false) @Nullable MultipartFile roster,
            @RequestParam(required = false) @Nullable String delta,
            @RequestParam(required = false) @Nullable String skipBadRows,
            @RequestParam(required = false) @Nullable String onceKey)
            throws IOException {
        if (roster == null || roster.isEmpty() || onceKey == null || onceKey.isBlank() || onceKey.length() > 200) {
            var errors = new FormErrors().add("roster", "roster.choose");
            var page = Pages.show("office/roster", new RosterPage(desk.history(viewer), errors));
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        var name = roster.getOriginalFilename();
        try (var in = roster.getInputStream()) {
            var id = desk.bring(
                    viewer,
                    in,
                    name == null ? "roster.zip" : name,
                    new Rosters.Options(delta != null, skipBadRows != null),
                    onceKey);
            return new ModelAndView("redirect:/roster/" + id);
        }
    }

    @GetMapping("/roster/{id}")
    @Needs(Need.RUN_SYSTEM)
    ModelAndView one(Viewer viewer, @PathVariable UUID id) {
        return Pages.show("office/roster_import", new RosterImportPage(desk.open(viewer, id)));
    }

    @PostMapping("/roster/{id}/confirmation")
    @Needs(Need.RUN_SYSTEM)
    String confirm(Viewer viewer, @PathVariable UUID id) {
        desk.confirm(viewer, id);
        return "redirect:/roster/" + id;
    }

    @PostMapping("/roster/{id}/drop")
    @Needs(Need.RUN_SYSTEM)
    String drop(Viewer viewer, @PathVariable UUID id) {
        desk.drop(viewer, id);
        return "redirect:/roster/" + id;
    }

    /** What is wrong, as a file for a spreadsheet. */
    @GetMapping("/roster/{id}/problems.csv")
    @Needs(Need.RUN_SYSTEM)
    ResponseEntity<byte[]> problems(Viewer viewer, @PathVariable UUID id, Locale locale) {
        var csv = new StringBuilder("\uFEFFfile,row,column,value,what is wrong,how to mend it\r\n");
        for (var problem : new RosterImportPage(desk.open(viewer, id)).all()) {
            csv.append(line(problem, locale)).append("\r\n");
        }
        return ResponseEntity.ok()
                .header("Content-Disposition", "attachment; filename=\"roster-problems.csv\"")
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .body(csv.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String line(RosterReport.Problem problem, Locale locale) {
        var key = "roster.fault." + problem.fault();
        return Stream.of(
                        problem.file(),
                        problem.row() == 0 ? "" : Long.toString(problem.row()),
                        String.valueOf(Objects.requireNonNullElse(problem.column(), "")),
                        String.valueOf(Objects.requireNonNullElse(problem.value(), "")),
                        messages.text(locale, key),
                        messages.text(locale, key + ".mend"))
                .map(RosterController::cell)
                .collect(Collectors.joining(","));
    }

    /** Quoted, and with an apostrophe before what a spreadsheet would take for a formula. */
    static String cell(String value) {
        boolean formula = !value.isEmpty() && "=+-@\t\r\n".indexOf(value.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + value.replace("\"", "\"\"") + '"';
    }
}
