package org.havenward.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Repeats all {@link Job}s, each on one node at a time. Commands run beside a server and so run no jobs. */
@Component
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "havenward.jobs", matchIfMissing = true)
class Jobs implements SmartLifecycle, HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

    private final Map<String, Job> jobs;
    private final DataSource dataSource;
    private final JdbcClient database;
    private final InstantSource clock;
    private volatile @Nullable Scheduler scheduler;

    Jobs(List<Job> jobs, DataSource dataSource, JdbcClient database, InstantSource clock) {
        this.jobs = jobs.stream().collect(Collectors.toMap(Job::name, job -> job, Jobs::twice, TreeMap::new));
        this.dataSource = dataSource;
        this.database = database;
        this.clock = clock;
    }

    private static Job twice(Job one, Job other) {
        throw new IllegalStateException("Two jobs have the name " + one.name());
    }

    @Override
    public void start() {
        List<RecurringTask<Void>> tasks = jobs.values().stream().map(Jobs::task).toList();
        var made = Scheduler.create(dataSource)
                .startTasks(tasks)
                .threads(4)
                .pollingInterval(Duration.ofSeconds(2))
                .heartbeatInterval(Duration.ofSeconds(10))
                .missedHeartbeatsLimit(4)
                .shutdownMaxWait(Duration.ofSeconds(10))
                .failureLogging(LogLevel.WARN, false)
                .build();
        made.start();
        scheduler = made;
    }

    private static RecurringTask<Void> task(Job job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.every())).execute((instance, context) -> {
            try {
                job.run();
            } catch (RuntimeException problem) {
                // The class only: a message may carry what is in a row.
                LOG.warn("The job {} failed: {}", job.name(), problem.getClass().getSimpleName());
                LOG.debug("The job {} failed", job.name(), problem);
                throw problem;
            }
        });
    }

    @Override
    public void stop() {
        var running = scheduler;
        if (running != null) {
            running.stop();
            scheduler = null;
        }
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }

    @Override
    public String name() {
        return "jobs";
    }

    /** Unwell where a job of ours is long overdue, or failed three times in a row. */
    @Override
    public Health check() {
        if (scheduler == null) {
            return Health.unwell("the scheduler is not running");
        }
        var now = clock.instant();
        var late = new TreeSet<String>();
        var failing = new TreeSet<String>();
        database.sql("select task_name, execution_time, picked, consecutive_failures from scheduled_tasks")
                .query((row, number) -> {
                    var job = jobs.get(row.getString("task_name"));
                    var due = row.getObject("execution_time", OffsetDateTime.class);
                    if (job == null) {
                        return number;
                    }
                    if (row.getInt("consecutive_failures") >= 3) {
                        failing.add(job.name());
                    }
                    if (due != null && late(job, due.toInstant(), row.getBoolean("picked"), now)) {
                        late.add(job.name());
                    }
                    return number;
                })
                .list();
        if (!failing.isEmpty()) {
            return Health.unwell("failing: " + String.join(", ", failing));
        }
        return late.isEmpty() ? Health.fine() : Health.unwell("late: " + String.join(", ", late));
    }

    private static boolean late(Job job, Instant due, boolean running, Instant now) {
        var patience = running ? Duration.ofHours(1) : Duration.ofMinutes(2);
        return due.plus(job.every()).plus(patience).isBefore(now);
    }
}
