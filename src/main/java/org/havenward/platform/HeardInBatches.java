package org.havenward.platform;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Primary;
import org.springframework.modulith.events.EventPublication.Status;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.modulith.events.core.PublicationTargetIdentifier;
import org.springframework.modulith.events.core.TargetEventPublication;
import org.springframework.stereotype.Component;

/**
 * Forgets what listeners have heard many at a time, in one transaction instead of one for each; that a listener has begun
 * is written only where it is told again. Nothing rests on either: an event whose listener did not end, or whose end was not written before
 * the house fell, is told again, and listeners take it twice without harm.
 */
@Component
@Primary
class HeardInBatches implements EventPublicationRepository, InitializingBean, DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(HeardInBatches.class);
    private static final int MOST = 500;
    private static final UUID NOTHING = new UUID(0, 0); // wakes the thread to stop

    private final EventPublicationRepository stored;
    private final BlockingQueue<UUID> heard = new LinkedBlockingQueue<>();
    private final Set<UUID> toldAgain = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    private final Thread forgetting =
            Thread.ofPlatform().daemon().name("heard-events").unstarted(this::forget);

    HeardInBatches(@Qualifier("jdbcEventPublicationRepository") EventPublicationRepository stored) {
        this.stored = stored;
    }

    @Override
    public void afterPropertiesSet() {
        forgetting.start();
    }

    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        heard.add(NOTHING);
        forgetting.join();
    }

    private void forget() {
        try {
            while (!stopping || !heard.isEmpty()) {
                forget(heard.take());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget(UUID first) {
        var some = new ArrayList<>(List.of(first));
        heard.drainTo(some, MOST);
        try {
            stored.deletePublications(some);
        } catch (RuntimeException | Error failed) {
            // Whatever it was, the thread goes on, and one that can't be forgotten keeps no other.
            LOG.warn("{} events that were heard are forgotten one by one", some.size(), failed);
            some.forEach(this::forgetAlone);
        }
    }

    private void forgetAlone(UUID one) {
        try {
            stored.deletePublications(List.of(one));
        } catch (RuntimeException | Error failed) {
            LOG.warn("An event that was heard will be told again: {}", failed.toString());
        }
    }

    @Override
    public void markProcessing(UUID id) {
        if (toldAgain.remove(id)) { // or it would count as told again for good, and never be told a third time
            stored.markProcessing(id);
        }
    }

    @Override
    public void markCompleted(UUID id, Instant at) {
        heard.add(id);
    }

    @Override
    public void markCompleted(TargetEventPublication publication, Instant at) {
        heard.add(publication.getIdentifier());
    }

    @Override
    public void markCompleted(Object event, PublicationTargetIdentifier target, Instant at) {
        stored.markCompleted(event, target, at);
    }

    @Override
    public TargetEventPublication create(TargetEventPublication publication) {
        return stored.create(publication);
    }

    @Override
    public void markFailed(UUID id) {
        stored.markFailed(id);
    }

    @Override
    public boolean markResubmitted(UUID id, Instant at) {
        var ours = stored.markResubmitted(id, at);
        if (ours) {
            toldAgain.add(id);
        }
        return ours;
    }

    @Override
    public List<TargetEventPublication> findIncompletePublications() {
        return stored.findIncompletePublications();
    }

    @Override
    public List<TargetEventPublication> findIncompletePublicationsPublishedBefore(Instant moment) {
        return stored.findIncompletePublicationsPublishedBefore(moment);
    }

    @Override
    public Optional<TargetEventPublication> findIncompletePublicationsByEventAndTargetIdentifier(
            Object event, PublicationTargetIdentifier target) {
        return stored.findIncompletePublicationsByEventAndTargetIdentifier(event, target);
    }

    @Override
    public List<TargetEventPublication> findCompletedPublications() {
        return stored.findCompletedPublications();
    }

    @Override
    public List<TargetEventPublication> findFailedPublications(FailedCriteria criteria) {
        return stored.findFailedPublications(criteria);
    }

    @Override
    public List<TargetEventPublication> findByStatus(Status status) {
        return stored.findByStatus(status);
    }

    @Override
    public int countByStatus(Status status) {
        return stored.countByStatus(status);
    }

    @Override
    public void deletePublications(List<UUID> ids) {
        stored.deletePublications(ids);
    }

    @Override
    public void deleteCompletedPublications() {
        stored.deleteCompletedPublications();
    }

    @Override
    public void deleteCompletedPublicationsBefore(Instant moment) {
        stored.deleteCompletedPublicationsBefore(moment);
    }
}
