package org.havenward.district.roster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.havenward.district.RosterFault;
import org.havenward.district.RosterReport;
import org.havenward.district.RosterReport.FileRows;
import org.havenward.district.RosterReport.Problem;
import org.havenward.district.Rosters;
import org.havenward.district.SchoolCalendar;
import org.havenward.district.roster.RosterFile.Mode;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class OneRosterImport implements Rosters {
    private final DataSource dataSource;
    private final SchoolCalendar calendar;

    OneRosterImport(DataSource dataSource, SchoolCalendar calendar) {
        this.dataSource = dataSource;
        this.calendar = calendar;
    }

    @Override
    @Transactional
    public RosterReport check(Path source, Options options, Progress progress) {
        return bring(source, options, progress, false);
    }

    @Override
    @Transactional
    public RosterReport apply(Path source, Options options, Progress progress) {
        return bring(source, options, progress, true);
    }

    private RosterReport bring(Path path, Options options, Progress progress, boolean apply) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try (var source = RosterSource.open(path)) {
            return new Run(new Sql(connection), source, options, calendar.today(), progress).run(apply);
        } catch (RosterSource.BadSourceException bad) {
            var problem = new Problem(bad.file(), 0, null, null, bad.fault());
            return new RosterReport(
                    false, options.delta(), "", List.of(), List.of(), List.of(), List.of(problem), 1, 0, 0);
        } catch (SQLException failed) {
            var translated = new SQLExceptionSubclassTranslator().translate("Bringing in the roster", null, failed);
            throw translated == null ? new IllegalStateException(failed) : translated;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    /** One roster on its way in. */
    private static final class Run {
        private final Sql sql;
        private final RosterSource source;
        private final Options options;
        private final LocalDate today;
        private final Progress progress;
        private final Faults faults = new Faults();
        private final Manifest manifest;
        private final Staging staging;
        private final Checks checks;

        Run(Sql sql, RosterSource source, Options options, LocalDate today, Progress progress) {
            this.sql = sql;
            this.source = source;
            this.options = options;
            this.today = today;
            this.progress = progress;
            this.manifest = Manifest.read(source, options.delta(), faults);
            this.staging = new Staging(sql, source, faults, options.skipBadRows());
            this.checks = new Checks(sql, manifest, options.skipBadRows());
        }

        RosterReport run(boolean apply) throws SQLException, IOException {
            lock();
            roomToWork();
            staging.makeTables();
            wholeRoster();
            if (!faults.wholeFile()) {
                load();
            }
            if (!faults.wholeFile()) {
                progress.at(Step.CHECKING, 40);
                checks.run();
            }
            long problems = faults.count() + checks.count();
            if (problems > 0 && (!options.skipBadRows() || faults.wholeFile())) {
                return report(false, List.of(), List.of(), problems);
            }
            progress.at(Step.COMPARING, 50);
            var comparison = new Comparison(sql, manifest, today);
            comparison.run();
            var changes = comparison.changes();
            var schools = comparison.schools();
            if (apply) {
                progress.at(Step.WRITING, 60);
                new Merge(sql).run();
                if (changes.stream()
                                .mapToLong(change -> change.added() + change.changed())
                                .sum()
                        > 500) {
                    progress.at(Step.MEASURING, 95);
                    sql.run("select havenward_roster_measured()");
                }
            }
            progress.at(apply ? Step.WRITING : Step.COMPARING, 100);
            return report(true, changes, schools, problems);
        }

        /** One at a time in a district; the database frees it whatever becomes of us. */
        private void lock() throws SQLException {
            if (!sql.yes("select pg_try_advisory_xact_lock(hashtextextended('roster ' || havenward_district(), 0))")) {
                throw new RosterBusyException();
            }
        }

        private void roomToWork() throws SQLException {
            sql.run("set local statement_timeout = 0");
            sql.run("set local idle_in_transaction_session_timeout = '30min'");
            sql.run("set local work_mem = '192MB'");
            sql.run("set local hash_mem_multiplier = 2");
            sql.run("set local client_min_messages = warning");
        }

        private void wholeRoster() throws SQLException {
            if (Arrays.stream(RosterFile.values()).noneMatch(file -> manifest.mode(file) != Mode.ABSENT)) {
                if (!faults.wholeFile()) {
                    faults.add("", 0, null, null, RosterFault.NOT_A_ROSTER);
                }
                return;
            }
            boolean known = sql.yes("select exists (select from school where sourced_key is not null)");
            if (known) {
                return;
            }
            if (manifest.anyDelta()) {
                faults.add("", 0, null, null, RosterFault.DELTA_WITHOUT_BULK);
                return;
            }
            var needed = new ArrayList<>(List.of(RosterFile.ORGS, RosterFile.USERS));
            if (manifest.version().equals("1.2")) {
                needed.add(RosterFile.ROLES);
            }
            for (var file : needed) {
                if (manifest.mode(file) == Mode.ABSENT && !source.has(file.fileName())) {
                    faults.add(file.fileName(), 0, null, null, RosterFault.MISSING_FILE);
                }
            }
        }

        private void load() throws SQLException, IOException {
            long all = 0;
            for (var file : RosterFile.values()) {
                all += manifest.mode(file) == Mode.ABSENT ? 0 : source.size(file.fileName());
            }
            long whole = Math.max(all, 1);
            long before = 0;
            for (var file : RosterFile.values()) {
                if (manifest.mode(file) == Mode.ABSENT) {
                    continue;
                }
                long start = before;
                staging.load(
                        file,
                        manifest.mode(file),
                        bytes -> progress.at(Step.READING, (int) Math.min(40, (start + bytes) * 40 / whole)));
                before += source.size(file.fileName());
            }
        }

        private RosterReport report(
                boolean accepted,
                List<RosterReport.Change> changes,
                List<RosterReport.SchoolChange> schools,
                long problems)
                throws SQLException {
            var files = staging.rows().entrySet().stream()
                    .map(entry -> new FileRows(entry.getKey().fileName(), entry.getValue()))
                    .toList();
            long ignored = sql.number("select count(*) from r_enrollment where kind = " + Staging.OF_OTHERS)
                    + sql.number("select count(*) from r_role where role = 'family'");
            return new RosterReport(
                    accepted,
                    manifest.anyDelta() || options.delta(),
                    manifest.version(),
                    files,
                    changes,
                    schools,
                    checks.listed(source, faults.listed()),
                    problems,
                    accepted ? checks.rows() + faults.count() : 0,
                    ignored);
        }
    }
}
