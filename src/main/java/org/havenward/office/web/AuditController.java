package org.havenward.office.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.havenward.access.Decision;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.AuditTrail;
import org.havenward.district.Directory;
import org.havenward.district.School;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.StudentId;
import org.havenward.platform.Audience;
import org.havenward.platform.Reaches;
import org.havenward.web.FilterLink;
import org.havenward.web.Messages;
import org.havenward.web.Option;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Who looked at what. */
@Controller
@Reaches(value = Audience.STAFF, because = "the log holds no words of any record; its reader is the records officer")
class AuditController {
    private static final int LINES = 25;
    private static final int MOST_PEOPLE = 10;

    private final AuditTrail trail;
    private final Directory directory;
    private final SchoolCalendar calendar;
    private final Messages messages;

    AuditController(AuditTrail trail, Directory directory, SchoolCalendar calendar, Messages messages) {
        this.trail = trail;
        this.directory = directory;
        this.calendar = calendar;
        this.messages = messages;
    }

    @GetMapping("/audit/concern/{id}")
    @Needs(Need.SEE_WHO_LOOKED)
    @Transactional
    ModelAndView concern(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID before) {
        var lines = trail.of(viewer, known(RecordKind.CONCERN, id), LINES + 1, before);
        return page("office.audit.concern", "office.audit.back.concern", "/triage/" + id, lines, before, id);
    }

    @GetMapping("/audit/case/{id}")
    @Needs(Need.SEE_WHO_LOOKED)
    @Transactional
    ModelAndView caseFile(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID before) {
        var lines = trail.of(viewer, known(RecordKind.CASE, id), LINES + 1, before);
        return page("office.audit.case", "office.audit.back.case", "/cases/" + id, lines, before, id);
    }

    @GetMapping("/audit/student/{id}")
    @Needs(Need.SEE_WHO_LOOKED)
    ModelAndView student(Viewer viewer, @PathVariable UUID id, @RequestParam(required = false) @Nullable UUID before) {
        var lines = trail.about(viewer, new StudentId(id), LINES + 1, before);
        return page("office.audit.student", "office.audit.back.student", "/students/" + id, lines, before, id);
    }

    private RecordRef known(RecordKind kind, UUID id) {
        return trail.recordOf(kind, id).orElseThrow(() -> new RefusedException(Decision.Reason.NOT_ON_TEAM));
    }

    private static ModelAndView page(
            String titleKey,
            String backKey,
            String backPath,
            List<AuditTrail.Line> lines,
            @Nullable UUID before,
            UUID id) {
        var path = "/audit/" + titleKey.replace("office.audit.", "") + "/" + id;
        var more = lines.size() > LINES;
        var shown = more ? lines.subList(0, LINES) : lines;
        return Pages.show(
                "office/trail",
                new TrailPage(
                        titleKey,
                        backKey,
                        backPath,
                        shown,
                        more ? path + "?before=" + shown.getLast().id() : null,
                        before == null ? null : path));
    }

    @GetMapping("/audit")
    @Needs(Need.READ_AUDIT)
    @Transactional
    ModelAndView log(
            Viewer viewer,
            Locale locale,
            @ModelAttribute LogForm form,
            @RequestParam(required = false) @Nullable UUID before) {
        var errors = form.check();
        var lines = errors.any()
                ? List.<AuditTrail.Line>of()
                : trail.all(viewer, form.filter(calendar.zone()), LINES + 1, before);
        var more = lines.size() > LINES;
        var shown = more ? lines.subList(0, LINES) : lines;
        var query = form.query(form.who());
        var page = new LogPage(
                form,
                errors,
                options(locale, "office.audit.action.", Action.values()),
                options(locale, "office.audit.kind.", kinds()),
                people(form),
                shown,
                "/audit/log.csv?" + query,
                more ? "/audit?" + query + "&before=" + shown.getLast().id() : null,
                before == null ? null : "/audit?" + query);
        return errors.any() ? Pages.mend("office/log", page) : Pages.show("office/log", page);
    }

    private List<FilterLink> people(LogForm form) {
        var chosen = form.staff();
        if (chosen != null) {
            return directory.staff(chosen).stream()
                    .map(member -> new FilterLink(member.name(), "/audit?" + form.query(null), null, true))
                    .toList();
        }
        if (form.person() == null || form.person().isBlank()) {
            return List.of();
        }
        var schools = directory.schools().stream().map(School::id).collect(Collectors.toSet());
        return directory.findStaff(form.person().strip(), schools, MOST_PEOPLE).stream()
                .map(member -> new FilterLink(
                        member.name(),
                        "/audit?" + form.query(member.id().value().toString()),
                        null,
                        false))
                .toList();
    }

    /** A match is the coordinator's alone: its entries are not among the lines. */
    private static RecordKind[] kinds() {
        return EnumSet.complementOf(EnumSet.of(RecordKind.MATCH)).toArray(RecordKind[]::new);
    }

    private List<Option> options(Locale locale, String key, Enum<?>... values) {
        return Stream.concat(
                        Stream.of(new Option("", messages.text(locale, key + "all"))),
                        Arrays.stream(values)
                                .map(value -> new Option(
                                        value.name(),
                                        messages.text(locale, key + value.name().toLowerCase(Locale.ROOT)))))
                .toList();
    }

    /** The log as a spreadsheet reads it, with the same filter. */
    @GetMapping("/audit/log.csv")
    @Needs(Need.READ_AUDIT)
    void export(Viewer viewer, Locale locale, @ModelAttribute LogForm form, HttpServletResponse response)
            throws IOException {
        if (form.check().any()) {
            response.sendRedirect("/audit?" + form.query(form.who()));
            return;
        }
        var zone = calendar.zone();
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
        var writer = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        var csv = CsvWriter.builder().build(writer);
        csv.writeRecord(
                "time", "person", "staff_id", "action", "record", "record_id", "school_id", "student_id", "purpose");
        trail.export(viewer, form.filter(zone), line -> csv.writeRecord(cells(line, zone)));
        csv.close();
    }

    private static List<String> cells(AuditTrail.Line line, ZoneId zone) {
        var school = line.what().school();
        return Stream.of(
                        line.at().atZone(zone).toOffsetDateTime().toString(),
                        line.name(),
                        line.who() == null ? "" : line.who().value().toString(),
                        line.action().name(),
                        line.what().kind().name(),
                        line.what().id().toString(),
                        school == null ? "" : school.value().toString(),
                        line.about() == null ? "" : line.about().value().toString(),
                        line.why().name())
                .map(AuditController::harmless)
                .toList();
    }

    /** A cell that a spreadsheet would take for a formula is made text (OWASP, CSV injection). */
    static String harmless(String cell) {
        return !cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }
}
