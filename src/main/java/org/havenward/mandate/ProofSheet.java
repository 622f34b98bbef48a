package org.havenward.mandate;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.havenward.district.SchoolCalendar;
import org.havenward.web.Messages;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** On paper: that each person met their own duty in a case, or did not, said plainly. No word of the case. */
@Component
public class ProofSheet {
    private final Messages messages;
    private final SchoolCalendar calendar;

    ProofSheet(Messages messages, SchoolCalendar calendar) {
        this.messages = messages;
        this.calendar = calendar;
    }

    public byte[] pdf(CaseReports.Whole whole, Locale locale) {
        var words = new In(locale);
        var paper = new Paper(words.t("reports.proof.title", whole.file().number()), locale)
                .lead(words.t("reports.proof.made", words.when(whole.now())))
                .text(words.t(whole.allMet() ? "reports.proof.all_met" : "reports.proof.not_all"));
        var columns = List.of("who", "cause", "due", "called", "written").stream()
                .map(column -> words.t("reports.column." + column))
                .toList();
        paper.table(
                columns,
                whole.lines().stream().map(line -> words.row(line, whole.now())).toList());
        paper.heading(words.t("reports.proof.law"));
        whole.lines().stream()
                .map(line -> words.law(line.duty().law()))
                .distinct()
                .forEach(paper::text);
        return paper.pdf();
    }

    /** A proof in one language. */
    private final class In {
        private final Locale locale;

        private In(Locale locale) {
            this.locale = locale;
        }

        private List<String> row(CaseReports.Line line, Instant now) {
            var duty = line.duty();
            var cells = new ArrayList<String>();
            cells.add(line.holderName() + "\n" + t(duty.reason().key()));
            cells.add(when(duty.causeAt()));
            cells.add(duty.law().atOnce() ? t("reports.law.at_once") : when(duty.callDue()));
            cells.add(t(timingKey(duty.call(now)))
                    + (duty.calledAt() == null ? "" : ": " + when(duty.calledAt()))
                    + calls(line));
            cells.add(
                    duty.writtenOwed()
                            ? t(timingKey(duty.written(now))) + at(duty.sentAt())
                            : t("reports.written.not_asked"));
            return cells;
        }

        private String calls(CaseReports.Line line) {
            return line.calls().stream()
                    .map(call -> "; " + t(call.agency().key()) + ", "
                            + call.agencyName().orEmpty()
                            + (call.reference().orEmpty().isEmpty()
                                    ? ""
                                    : ", "
                                            + t(
                                                    "reports.packet.reference",
                                                    call.reference().orEmpty())))
                    .collect(Collectors.joining());
        }

        private String at(@Nullable Instant moment) {
            return moment == null ? "" : ": " + when(moment);
        }

        private String law(Duty.Law law) {
            var hours = law.callHours();
            return t(
                            "reports.proof.law_line",
                            law.state(),
                            DateTimeFormatter.ISO_LOCAL_DATE.format(law.on()),
                            hours == null || hours == 0 ? t("reports.law.at_once") : t("reports.law.within", hours))
                    + " " + t(law.reviewed() ? "reports.law.reviewed" : "reports.law.unreviewed");
        }

        private String when(Instant at) {
            return DateTimeFormatter.ofPattern("MMM d, yyyy, h:mm a zzz", locale)
                    .format(at.atZone(calendar.zone()));
        }

        private String t(String key, @Nullable Object... arguments) {
            return messages.text(locale, key, arguments);
        }
    }

    static String timingKey(Duty.Timing timing) {
        return "reports.timing." + timing.name().toLowerCase(Locale.ROOT);
    }
}
