package org.havenward.office;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.Districts;
import org.havenward.district.Districts.District;
import org.havenward.district.RosterReport;
import org.havenward.district.Rosters;
import org.havenward.platform.CommandLineTool;
import org.havenward.platform.DistrictScope;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code ./havenward roster import PATH}: brings in a OneRoster export. Exit code 0: brought in; 1: something is wrong with
 * it and nothing has changed; 2: not understood.
 */
@Component
@Command(name = "roster", description = "Schools, students, staff, and classes.", mixinStandardHelpOptions = true)
class RosterCommand implements CommandLineTool, Callable<Integer> {
    private static final ResourceBundle WORDS = ResourceBundle.getBundle("messages.roster", Locale.ROOT);

    private final Districts districts;
    private final Rosters rosters;
    private final Audit audit;
    private final TransactionTemplate transaction;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    RosterCommand(Districts districts, Rosters rosters, Audit audit, TransactionTemplate transaction) {
        this.districts = districts;
        this.rosters = rosters;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return 2;
    }

    @Command(
            name = "import",
            description = "Brings in a OneRoster 1.1 or 1.2 export in CSV, all of it or nothing.",
            mixinStandardHelpOptions = true)
    int bringIn(
            @Parameters(paramLabel = "PATH", description = "a folder or a zip") Path path,
            @Option(names = "--delta", description = "it holds changes only") boolean delta,
            @Option(names = "--skip-bad-rows", description = "leave out rows with something wrong, and list them")
                    boolean skipBadRows,
            @Option(names = "--check", description = "say what would change, and change nothing") boolean checkOnly,
            @Option(names = "--district", paramLabel = "NAME", description = "needed where there are several") @Nullable
                    String name) {
        var err = spec.commandLine().getErr();
        var district = district(name, err);
        if (district.isEmpty()) {
            return 2;
        }
        var out = spec.commandLine().getOut();
        var options = new Rosters.Options(delta, skipBadRows);
        try {
            var report = DistrictScope.call(
                    district.get().id(),
                    () -> transaction.execute(
                            status -> bring(path, options, checkOnly, district.get(), new Line(out))));
            out.println();
            print(report, checkOnly, out);
            return report.accepted() ? 0 : 1;
        } catch (Rosters.RosterBusyException busy) {
            err.println();
            err.println(busy.getMessage());
            return 1;
        } catch (DataAccessException failed) {
            err.println();
            err.println(RosterTrouble.words(failed));
            return 1;
        }
    }

    private Optional<District> district(@Nullable String name, PrintWriter err) {
        var all = districts.all();
        if (name != null) {
            var found = districts.find(name);
            if (found.isEmpty()) {
                err.println("There is no district named " + name + ". There are: " + names(all));
            }
            return found;
        }
        if (all.size() == 1) {
            return Optional.of(all.getFirst());
        }
        err.println(
                all.isEmpty()
                        ? "There is no district yet. ./havenward user add --district NAME … makes one with its first"
                                + " administrator."
                        : "Which district? Add --district NAME with one of: " + names(all));
        return Optional.empty();
    }

    private static String names(List<District> districts) {
        return String.join(", ", districts.stream().map(District::name).toList());
    }

    private RosterReport bring(
            Path path, Rosters.Options options, boolean checkOnly, District district, Rosters.Progress progress) {
        if (checkOnly) {
            return rosters.check(path, options, progress);
        }
        var report = rosters.apply(path, options, progress);
        if (report.accepted()) {
            var what = new RecordRef(RecordKind.SCHOOL, district.id().value(), null);
            audit.logSystem(Action.IMPORTED, what, null, Purpose.ADMINISTRATION);
        }
        return report;
    }

    /** How far it is, on one line. */
    private static final class Line implements Rosters.Progress {
        private final PrintWriter out;
        private String last = "";

        Line(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void at(Rosters.Step step, int percent) {
            var line = "%3d %%  %s".formatted(percent, WORDS.getString("roster.step." + step));
            if (!line.equals(last)) {
                last = line;
                out.print("\r" + line + " ".repeat(Math.max(0, 50 - line.length())));
                out.flush();
            }
        }
    }

    private static void print(RosterReport report, boolean checkOnly, PrintWriter out) {
        if (report.problemCount() > 0) {
            out.println(
                    report.accepted() ? "Left out because something is wrong with it:" : "Something is wrong with it:");
            report.problems().forEach(problem -> out.println("  " + line(problem)));
            if (report.problemCount() > report.problems().size()) {
                out.printf(
                        Locale.US,
                        "  … and %,d more.%n",
                        report.problemCount() - report.problems().size());
            }
        }
        if (!report.accepted()) {
            out.printf(
                    Locale.US,
                    "%,d problem%s. Nothing has changed. Mend the export, or add --skip-bad-rows to leave these rows out.%n",
                    report.problemCount(),
                    report.problemCount() == 1 ? "" : "s");
            return;
        }
        out.printf("%n%-24s %12s %12s %12s %12s%n", "", "new", "changed", "left", "the same");
        for (var change : report.changes()) {
            out.printf(
                    Locale.US,
                    "%-24s %,12d %,12d %,12d %,12d%n",
                    WORDS.getString("roster.thing." + change.thing()),
                    change.added(),
                    change.changed(),
                    change.left(),
                    change.same());
        }
        out.println();
        out.printf(
                Locale.US,
                "%s %,d rows of OneRoster %s.%n",
                checkOnly ? "This is what would change: nothing has. Read" : "Brought in",
                report.rows() - report.skippedRows(),
                report.version());
    }

    private static String line(RosterReport.Problem problem) {
        var line = new StringBuilder(problem.file());
        if (problem.row() > 0) {
            line.append(", row ").append(problem.row());
        }
        if (problem.column() != null) {
            line.append(", ").append(problem.column());
        }
        if (problem.value() != null && !problem.value().isEmpty()) {
            line.append(" “").append(problem.value()).append('”');
        }
        if (!line.isEmpty()) {
            line.append(": ");
        }
        var key = "roster.fault." + problem.fault();
        return line.append(plain(key)).append(' ').append(plain(key + ".mend")).toString();
    }

    private static String plain(String key) {
        return WORDS.getString(key).replace("''", "'");
    }
}
