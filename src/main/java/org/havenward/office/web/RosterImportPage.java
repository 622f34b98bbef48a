package org.havenward.office.web;

import java.util.List;
import org.havenward.district.RosterImports.Entry;
import org.havenward.district.RosterImports.State;
import org.havenward.district.RosterReport;

/** One roster that was brought. */
public record RosterImportPage(Entry entry) {
    private static final int SHOWN = 200;

    public boolean working() {
        return entry.state().working();
    }

    public boolean ready() {
        return entry.state() == State.READY;
    }

    public List<RosterReport.Change> changes() {
        var report = entry.report();
        return report == null ? List.of() : report.changes();
    }

    public List<RosterReport.SchoolChange> schools() {
        var report = entry.report();
        return report == null ? List.of() : report.schools();
    }

    /** As many as a page can bear; all that are listed are in the file. */
    public List<RosterReport.Problem> problems() {
        var report = entry.report();
        return report == null
                ? List.of()
                : report.problems().stream().limit(SHOWN).toList();
    }

    List<RosterReport.Problem> all() {
        var report = entry.report();
        return report == null ? List.of() : report.problems();
    }

    public long problemCount() {
        var report = entry.report();
        return report == null ? 0 : report.problemCount();
    }
}
