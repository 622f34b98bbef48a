package org.havenward.mandate;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
import org.havenward.district.SchoolCalendar;
import org.havenward.guide.InBoth;
import org.havenward.platform.Ids;
import org.havenward.platform.OnceOnly;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/**
 * The law of the district's state, for who works by it, and its review, for the coordinator. Each review happens once,
 * however often its submission comes, and stays.
 */
@Service
@Transactional
public class LawDesk {
    private final Laws laws;
    private final LawReviewRows rows;
    private final SchoolCalendar calendar;
    private final Gate gate;
    private final Audit audit;
    private final OnceOnly onceOnly;
    private final ApplicationEventPublisher events;
    private final InstantSource clock;

    LawDesk(
            Laws laws,
            LawReviewRows rows,
            SchoolCalendar calendar,
            Gate gate,
            Audit audit,
            OnceOnly onceOnly,
            ApplicationEventPublisher events,
            InstantSource clock) {
        this.laws = laws;
        this.rows = rows;
        this.calendar = calendar;
        this.gate = gate;
        this.audit = audit;
        this.onceOnly = onceOnly;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @param versions all that hold in the district, in the order of their days
     * @param shipped those of the file
     * @param reviews newest first
     */
    public record FieldHistory(
            LawField field, List<LawVersion> versions, List<LawVersion> shipped, List<LawReview> reviews) {
        public FieldHistory {
            versions = List.copyOf(versions);
            shipped = List.copyOf(shipped);
            reviews = List.copyOf(reviews);
        }

        /** The version that holds on a day. */
        public LawVersion on(LocalDate day) {
            return StateLaw.on(versions, day);
        }
    }

    /** @param at where it is on the web; empty for nowhere */
    public record Source(String code, InBoth<String> says, String at, String seen) {}

    /** What became of a finding. */
    public record Reviewed(UUID id, LawReview.Kind kind) {}

    /** What a look at the law found, as checked by a form. */
    public record Finding(
            LocalDate effectiveFrom, LawValue value, String source, LocalDate lookedOn, LocalDate nextReview) {}

    @Transactional(readOnly = true)
    public Law law(Viewer viewer, LocalDate on) {
        allowed(viewer, Need.READ_LAW);
        return laws.lawHere(on);
    }

    @Transactional(readOnly = true)
    public LocalDate today(Viewer viewer) {
        allowed(viewer, Need.READ_LAW);
        return calendar.today();
    }

    @Transactional(readOnly = true)
    public FieldHistory history(Viewer viewer, LawField field) {
        allowed(viewer, Need.READ_LAW);
        var file = laws.file();
        var mine = rows.all(file.state()).stream()
                .filter(one -> one.field() == field)
                .toList();
        return new FieldHistory(field, Law.versions(file, field, mine), file.versions(field), mine.reversed());
    }

    /** One version of a part, with its review. */
    @Transactional(readOnly = true)
    public Law.Part part(Viewer viewer, LawField field, LawVersion version) {
        allowed(viewer, Need.READ_LAW);
        return laws.lawHere(version.effectiveFrom()).part(field);
    }

    /** Which lines to call from a county (null: not known) at a moment, the one to begin with first. */
    @Transactional(readOnly = true)
    public List<LawValue.Line> callFirst(Viewer viewer, @Nullable String county, Instant at) {
        allowed(viewer, Need.READ_LAW);
        return laws.hotline(county, at);
    }

    /** The sources that the state's file rests on, with what was seen there. */
    @Transactional(readOnly = true)
    public List<Source> sources(Viewer viewer) {
        allowed(viewer, Need.READ_LAW);
        var sources = new ArrayList<Source>();
        laws.file()
                .seen()
                .forEach(seen -> laws.sources()
                        .of(seen.code())
                        .ifPresent(source -> sources.add(new Source(
                                source.code(),
                                source.says(),
                                source.at() == null ? "" : source.at(),
                                seen.what() == null ? "" : seen.what()))));
        return sources;
    }

    public boolean mayReview(Viewer viewer) {
        return gate.decide(viewer, Need.REVIEW_LAW).allowed();
    }

    /**
     * Keeps what a look found: a confirmation where it is what holds from that very day already, a correction otherwise.
     *
     * @throws org.havenward.platform.ReusedKeyException where the key came before with another finding
     */
    public Reviewed review(Viewer viewer, LawField field, Finding finding, String key) {
        allowed(viewer, Need.REVIEW_LAW);
        var id = onceOnly.once(
                        viewer.staff().value(),
                        "law.review/" + field.id(),
                        key,
                        finding.toString(),
                        () -> add(viewer, field, finding))
                .id();
        return rows.all(laws.file().state()).stream()
                .filter(one -> one.id().equals(id))
                .map(one -> new Reviewed(one.id(), one.kind()))
                .findFirst()
                .orElseThrow();
    }

    private UUID add(Viewer viewer, LawField field, Finding finding) {
        var state = laws.file().state();
        var same = Law.versions(laws.file(), field, rows.all(state)).stream()
                .anyMatch(version -> version.effectiveFrom().equals(finding.effectiveFrom())
                        && version.value().equals(finding.value()));
        var review = new LawReview(
                Ids.next(),
                field,
                same ? LawReview.Kind.CONFIRMED : LawReview.Kind.CORRECTED,
                finding.effectiveFrom(),
                finding.value(),
                finding.source(),
                finding.lookedOn(),
                finding.nextReview(),
                viewer.staff(),
                clock.instant());
        rows.add(state, review);
        audit.log(
                viewer,
                Action.CHANGED,
                new RecordRef(RecordKind.SCHOOL, review.id(), null),
                null,
                Purpose.ADMINISTRATION);
        events.publishEvent(new LawReviewedAnew(viewer.district(), review.id()));
        return review.id();
    }

    /** A value as the API writes it. */
    public static JsonNode write(LawValue value) {
        return LawValues.write(value);
    }

    /** The same, read; empty where it is not one of this part of the law. */
    public static Optional<LawValue> read(LawField field, JsonNode value) {
        return LawReader.value(field, value);
    }

    private void allowed(Viewer viewer, Need need) {
        if (gate.decide(viewer, need) instanceof Decision.Refused refused) {
            throw new RefusedException(refused.reason());
        }
    }
}
