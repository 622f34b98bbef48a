package org.havenward.protocol;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.havenward.access.Decision;
import org.havenward.access.Gate;
import org.havenward.access.Need;
import org.havenward.access.RecordKind;
import org.havenward.access.RecordRef;
import org.havenward.access.RefusedException;
import org.havenward.access.Viewer;
import org.havenward.audit.Action;
import org.havenward.audit.Audit;
import org.havenward.audit.Purpose;
import org.havenward.district.StaffId;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where a coordinator writes, checks, and publishes versions of the protocol, and where whoever works by it reads them.
 * Two people publish: who wrote at a version can't approve it. Everything happens once, however often it is sent.
 */
@Service
@Transactional
public class ProtocolDesk {
    /** How many characters a text may have. */
    public static final int LONGEST = 1_000_000;

    private final VersionRows rows;
    private final ProtocolVersions versions;
    private final LawBook laws;
    private final Gate gate;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    ProtocolDesk(
            VersionRows rows,
            ProtocolVersions versions,
            LawBook laws,
            Gate gate,
            Audit audit,
            OnceOnly onceOnly,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.rows = rows;
        this.versions = versions;
        this.laws = laws;
        this.gate = gate;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.events = events;
        this.clock = clock;
    }

    /**
     * A version in the list.
     *
     * @param since when it came into its state
     */
    public record Line(
            ProtocolVersionId id,
            int number,
            VersionStatus status,
            StaffId author,
            Instant madeAt,
            Instant since,
            boolean inForce) {}

    public boolean mayEdit(Viewer viewer) {
        return gate.decide(viewer, Need.EDIT_PROTOCOL).allowed();
    }

    /** The state whose law holds in the district: two letters. */
    @Transactional(readOnly = true)
    public String state(Viewer viewer) {
        allowed(viewer, Need.READ_PROTOCOL);
        return laws.here(clock.instant()).state();
    }

    /** The district's versions, newest first, without the one that ships. */
    @Transactional(readOnly = true)
    public List<Line> lines(Viewer viewer) {
        allowed(viewer, Need.READ_PROTOCOL);
        var inForce = versions.inForce().id();
        return rows.all().stream()
                .map(row -> new Line(
                        row.id(),
                        row.number(),
                        row.status(),
                        row.author(),
                        row.madeAt(),
                        row.movedAt(),
                        row.id().equals(inForce)))
                .toList();
    }

    /** A version that waits for what the viewer may do next: to approve it or give it back, or to publish it. */
    record Waiting(ProtocolVersionId id, int number, VersionStatus status) {}

    @Transactional(readOnly = true)
    List<Waiting> waitingFor(Viewer viewer) {
        if (!mayEdit(viewer)) {
            return List.of();
        }
        return rows.all().stream()
                .filter(row -> switch (row.status()) {
                    case IN_REVIEW -> !ownWork(viewer, row.id(), VersionVerb.APPROVE);
                    case APPROVED -> true;
                    case DRAFT, PUBLISHED, WITHDRAWN -> false;
                })
                .map(row -> new Waiting(row.id(), row.number(), row.status()))
                .toList();
    }

    /** @throws RefusedException as for what is not there, where it is no version of this district */
    @Transactional(readOnly = true)
    public OpenedVersion open(Viewer viewer, ProtocolVersionId id) {
        allowed(viewer, Need.READ_PROTOCOL);
        var inForce = versions.inForce();
        if (id.equals(ProtocolVersionId.SHIPPED)) {
            return new OpenedVersion(
                    id,
                    0,
                    VersionStatus.PUBLISHED,
                    0,
                    DefaultProtocol.text(),
                    versions.find(id).orElseThrow().protocol(),
                    List.of(),
                    inForce.shipped(),
                    List.of(),
                    Set.of());
        }
        var row = rows.standing(id).orElseThrow(ProtocolDesk::notThere);
        var text = rows.text(id);
        var protocol = versions.find(id).map(ProtocolVersion::protocol).orElse(null);
        return new OpenedVersion(
                id,
                row.number(),
                row.status(),
                row.edition(),
                text,
                protocol,
                protocol == null ? problems(text) : List.of(),
                inForce.id().equals(id),
                rows.history(id),
                may(viewer, row));
    }

    /** What is wrong with a text, each with its line; empty where it can be read. */
    public static List<ProtocolFault.Problem> problems(String text) {
        try {
            ProtocolFormat.read(text);
            return List.of();
        } catch (ProtocolFault fault) {
            return fault.problems();
        }
    }

    private Set<VersionVerb> may(Viewer viewer, VersionRows.Standing row) {
        var may = EnumSet.noneOf(VersionVerb.class);
        if (mayEdit(viewer)) {
            for (var verb : VersionVerb.values()) {
                if (VersionLife.after(row.status(), verb).isPresent() && !ownWork(viewer, row.id(), verb)) {
                    may.add(verb);
                }
            }
        }
        return may;
    }

    private boolean ownWork(Viewer viewer, ProtocolVersionId id, VersionVerb verb) {
        return verb == VersionVerb.APPROVE && rows.writers(id).contains(viewer.staff());
    }

    /** A draft that begins as a copy of any version, the one that ships among them. */
    public ProtocolVersionId copy(Viewer viewer, ProtocolVersionId from, String key) {
        allowed(viewer, Need.EDIT_PROTOCOL);
        var text = from.equals(ProtocolVersionId.SHIPPED)
                ? DefaultProtocol.text()
                : rows.text(
                        rows.standing(from).orElseThrow(ProtocolDesk::notThere).id());
        return once(viewer, "protocol.copy/" + from.value(), key, "", () -> {
            var id = new ProtocolVersionId(Ids.next());
            var number = rows.nextNumber();
            rows.add(id, number, numbered(text, number), viewer.staff(), clock.instant());
            log(viewer, Action.CREATED, id);
            return id;
        });
    }

    /** The text with the number of its version, its comments kept. */
    private static String numbered(String text, int number) {
        return text.replaceFirst("(?m)^version: *\\d+", "version: " + number);
    }

    /**
     * Keeps the text of a draft as it was typed, also where it can't be read yet.
     *
     * @param edition that it was made from
     * @throws CannotChangeVersion where it is no draft, or someone else saved in the meantime
     */
    public void save(Viewer viewer, ProtocolVersionId id, int edition, String text, String key) {
        allowed(viewer, Need.EDIT_PROTOCOL);
        change(viewer, id, "protocol.save", key, edition + "\n" + text, row -> {
            if (row.edition() != edition) {
                throw new CannotChangeVersion(VersionRefusal.CHANGED_MEANWHILE);
            }
            next(row, VersionVerb.EDIT);
            rows.save(id, text);
            rows.log(id, VersionVerb.EDIT, viewer.staff(), clock.instant(), "");
            log(viewer, Action.CHANGED, id);
        });
    }

    /**
     * Moves a version on: into review, back, approved, published, withdrawn.
     *
     * @param edition that was read: nobody approves a text that they did not see
     * @param remark why, where it is given back or withdrawn
     * @throws CannotChangeVersion with the reason
     */
    public void move(Viewer viewer, ProtocolVersionId id, int edition, VersionVerb verb, String remark, String key) {
        allowed(viewer, Need.EDIT_PROTOCOL);
        change(viewer, id, "protocol.move." + verb, key, edition + "\n" + remark, row -> {
            var to = next(row, verb);
            if (row.edition() != edition) {
                throw new CannotChangeVersion(VersionRefusal.READ_AGAIN);
            }
            if (ownWork(viewer, id, verb)) {
                throw new CannotChangeVersion(VersionRefusal.OWN_WORK);
            }
            if ((verb == VersionVerb.RETURN || verb == VersionVerb.WITHDRAW) && remark.isBlank()) {
                throw new CannotChangeVersion(VersionRefusal.NO_REASON);
            }
            if (verb == VersionVerb.SUBMIT || verb == VersionVerb.PUBLISH) {
                sound(id);
            }
            rows.move(id, verb, to, viewer.staff(), clock.instant());
            rows.log(id, verb, viewer.staff(), clock.instant(), remark);
            log(viewer, action(verb), id);
            events.publishEvent(new ProtocolMoved(viewer.district(), Ids.next(), id, verb, viewer.staff()));
        });
    }

    private static VersionStatus next(VersionRows.Standing row, VersionVerb verb) {
        return VersionLife.after(row.status(), verb)
                .orElseThrow(() -> new CannotChangeVersion(VersionRefusal.NOT_FROM_HERE));
    }

    private void sound(ProtocolVersionId id) {
        var version = versions.find(id).orElseThrow(() -> new CannotChangeVersion(VersionRefusal.FAULTY));
        if (findings(version.protocol()).stream()
                .anyMatch(finding -> finding.kind().blocks())) {
            throw new CannotChangeVersion(VersionRefusal.UNSOUND);
        }
    }

    /** What the check finds in a protocol, under the law of every state and of this district as it reviewed it. */
    @Transactional(readOnly = true)
    public List<Finding> check(Viewer viewer, Protocol protocol) {
        allowed(viewer, Need.READ_PROTOCOL);
        return findings(protocol);
    }

    private List<Finding> findings(Protocol protocol) {
        var now = clock.instant();
        return Check.check(protocol, now, laws.here(now));
    }

    private static Action action(VersionVerb verb) {
        return switch (verb) {
            case CREATE -> Action.CREATED;
            case EDIT, SUBMIT, RETURN -> Action.CHANGED;
            case APPROVE, PUBLISH -> Action.DECIDED;
            case WITHDRAW -> Action.CLOSED;
        };
    }

    private void change(
            Viewer viewer,
            ProtocolVersionId id,
            String endpoint,
            String key,
            String fingerprint,
            Consumer<VersionRows.Standing> work) {
        once(viewer, endpoint + "/" + id.value(), key, fingerprint, () -> {
            work.accept(rows.held(id).orElseThrow(ProtocolDesk::notThere));
            return id;
        });
    }

    private ProtocolVersionId once(
            Viewer viewer,
            String endpoint,
            String key,
            String fingerprint,
            java.util.function.Supplier<ProtocolVersionId> work) {
        UUID made = onceOnly.once(
                        viewer.staff().value(),
                        endpoint,
                        key,
                        fingerprint,
                        () -> work.get().value())
                .id();
        return new ProtocolVersionId(made);
    }

    private void log(Viewer viewer, Action action, ProtocolVersionId id) {
        audit.log(viewer, action, new RecordRef(RecordKind.PROTOCOL, id.value(), null), null, Purpose.ADMINISTRATION);
    }

    private void allowed(Viewer viewer, Need need) {
        if (gate.decide(viewer, need) instanceof Decision.Refused refused) {
            throw new RefusedException(refused.reason());
        }
    }

    private static RefusedException notThere() {
        return new RefusedException(Decision.Reason.OTHER_DISTRICT);
    }
}
