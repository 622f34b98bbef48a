package org.havenward.mandate.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import org.havenward.access.Need;
import org.havenward.access.Needs;
import org.havenward.access.Viewer;
import org.havenward.district.SchoolCalendar;
import org.havenward.mandate.CaseReports;
import org.havenward.mandate.Duty;
import org.havenward.mandate.Laws;
import org.havenward.mandate.YearFilter;
import org.havenward.mandate.YearOfReports;
import org.havenward.web.Messages;
import org.havenward.web.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** That the district met its duties to report, over a school year. */
@Controller
class YearController {
    private static final int PAGE = 50;

    private final YearOfReports reports;
    private final Laws laws;
    private final SchoolCalendar calendar;
    private final Messages messages;
    private final InstantSource clock;

    YearController(YearOfReports reports, Laws laws, SchoolCalendar calendar, Messages messages, InstantSource clock) {
        this.reports = reports;
        this.laws = laws;
        this.calendar = calendar;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping("/reports/year")
    @Needs(Need.PROVE_REPORTS)
    ModelAndView year(
            Viewer viewer,
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(required = false) @Nullable String show,
            @RequestParam(required = false) @Nullable String after) {
        var current = reports.current();
        return Pages.show(
                "reports/year",
                new YearPage(
                        reports.year(viewer, asked(year, current), filter(show), after, PAGE),
                        laws.reviewed(),
                        current,
                        after == null));
    }

    @GetMapping("/reports/year.csv")
    @Needs(Need.PROVE_REPORTS)
    ResponseEntity<String> csv(
            Viewer viewer,
            Locale locale,
            @RequestParam(required = false) @Nullable String year,
            @RequestParam(required = false) @Nullable String show) {
        var asked = asked(year, reports.current());
        var text = new StringWriter();
        var csv = CsvWriter.builder().build(text);
        csv.writeRecord(
                "case",
                "school",
                "person",
                "why",
                "cause",
                "call due",
                "called",
                "call",
                "written due",
                "sent",
                "written",
                "state of the report",
                "agency",
                "reference",
                "law",
                "law reviewed");
        var now = clock.instant();
        reports.export(viewer, asked, filter(show), row -> write(csv, row, locale, now));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"reports-" + asked + "-" + (asked + 1) + ".csv\"")
                .body(text.toString());
    }

    private void write(CsvWriter csv, YearOfReports.Row row, Locale locale, Instant now) {
        var line = row.line();
        var duty = line.duty();
        csv.writeRecord(
                duty.caseNumber(),
                safe(row.schoolName()),
                safe(line.holderName()),
                t(locale, duty.reason().key()),
                at(duty.causeAt()),
                duty.law().atOnce() ? t(locale, "reports.law.at_once") : at(duty.callDue()),
                at(duty.calledAt()),
                timing(locale, duty.call(now)),
                at(duty.writtenDue()),
                at(duty.sentAt()),
                duty.writtenOwed() ? timing(locale, duty.written(now)) : t(locale, "reports.written.not_asked"),
                t(locale, duty.status().key()),
                safe(line.calls().stream()
                        .map(call -> call.agencyName().orEmpty())
                        .collect(Collectors.joining("; "))),
                safe(line.calls().stream()
                        .map(CaseReports.Made::reference)
                        .map(reference -> reference.orEmpty())
                        .filter(reference -> !reference.isEmpty())
                        .collect(Collectors.joining("; "))),
                duty.law().state() + " " + duty.law().on(),
                t(locale, duty.law().reviewed() ? "reports.yes" : "reports.no"));
    }

    private String timing(Locale locale, Duty.Timing timing) {
        return t(locale, "reports.timing." + timing.name().toLowerCase(Locale.ROOT));
    }

    private String t(Locale locale, String key) {
        return messages.text(locale, key);
    }

    private String at(@Nullable Instant moment) {
        return moment == null
                ? ""
                : DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx").format(moment.atZone(calendar.zone()));
    }

    /** A cell that a spreadsheet would take for a formula is made text (OWASP, CSV injection). */
    private static String safe(String cell) {
        return !cell.isEmpty() && "=+-@\t\r\n".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    static int asked(@Nullable String year, int current) {
        return year != null && year.matches("20[0-9]{2}") ? Integer.parseInt(year) : current;
    }

    static YearFilter filter(@Nullable String word) {
        return word == null ? YearFilter.ALL : YearFilter.of(word).orElse(YearFilter.ALL);
    }
}
