package org.havenward.mandate;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.havenward.guide.InBoth;
import org.havenward.protocol.LawFacts;
import org.jspecify.annotations.Nullable;

/**
 * A state's law on one day, with what the district confirmed or corrected.
 *
 * @param zone the state's own, in which hours of hotlines are
 */
public record Law(String state, InBoth<String> name, ZoneId zone, LocalDate on, Map<LawField, Part> parts) {
    public Law {
        parts = Map.copyOf(parts);
    }

    /** How a part's review stands. */
    public enum Standing {
        REVIEWED,
        /** The day of the next review has passed. */
        LAPSED,
        UNREVIEWED;

        /** The message key of its name. */
        public String key() {
            return "law.standing." + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * @param review the latest look at this very version; null for none
     * @param next the version that follows, where one is known; null for none
     */
    public record Part(
            LawVersion version,
            Standing standing,
            @Nullable LawReview review,
            @Nullable LawVersion next) {}

    /** As it is shipped, which nobody in a district has reviewed. */
    static Law shipped(StateLaw law, LocalDate on) {
        return of(law, List.of(), on, on);
    }

    /**
     * What holds in a district on a day. A correction is a version of its own, beside those of the file or in place of the
     * one of the same day; a confirmation counts for the very version that was looked at, so that a file that changes
     * later has to be looked at again.
     *
     * @param reviews in the order in which they were made
     * @param today on which it is asked whether a review has lapsed
     */
    static Law of(StateLaw law, Collection<LawReview> reviews, LocalDate on, LocalDate today) {
        var parts = new EnumMap<LawField, Part>(LawField.class);
        for (var field : LawField.values()) {
            var mine = reviews.stream().filter(one -> one.field() == field).toList();
            parts.put(field, part(versions(law, field, mine), mine, on, today));
        }
        return new Law(law.state(), law.name(), law.zone(), on, parts);
    }

    /** All versions of a part in a district, in the order of their days. */
    static List<LawVersion> versions(StateLaw law, LawField field, Collection<LawReview> reviews) {
        var byDay = new TreeMap<LocalDate, LawVersion>();
        law.versions(field).forEach(version -> byDay.put(version.effectiveFrom(), version));
        reviews.stream()
                .filter(one -> one.field() == field && one.kind() == LawReview.Kind.CORRECTED)
                .forEach(one -> byDay.put(
                        one.effectiveFrom(),
                        new LawVersion(
                                one.effectiveFrom(),
                                true,
                                one.value(),
                                LawVersion.Confidence.HIGH,
                                List.of(LawVersion.BY_DISTRICT))));
        return List.copyOf(byDay.values());
    }

    private static Part part(List<LawVersion> versions, List<LawReview> reviews, LocalDate on, LocalDate today) {
        var version = StateLaw.on(versions, on);
        LawReview latest = null;
        for (var review : reviews) {
            if (review.effectiveFrom().equals(version.effectiveFrom())
                    && review.value().equals(version.value())) {
                latest = review;
            }
        }
        var standing = latest == null
                ? Standing.UNREVIEWED
                : latest.nextReview().isBefore(today) ? Standing.LAPSED : Standing.REVIEWED;
        var later = new ArrayList<>(versions.subList(versions.indexOf(version) + 1, versions.size()));
        return new Part(version, standing, latest, later.isEmpty() ? null : later.getFirst());
    }

    public Part part(LawField field) {
        return Objects.requireNonNull(parts.get(field));
    }

    public int ageOfMajority() {
        return value(LawField.AGE_OF_MAJORITY, LawValue.AgeOfMajority.class).years();
    }

    /** Within how many hours a report is made by voice; 0: at once; null: not known, and so at once. */
    public @Nullable Integer oralHours() {
        return value(LawField.ORAL_DEADLINE, LawValue.OralDeadline.class).hours();
    }

    public LawValue.WrittenReport writtenReport() {
        return value(LawField.WRITTEN_REPORT, LawValue.WrittenReport.class);
    }

    public LawFacts.Known needsCaregiver() {
        return value(LawField.CAREGIVER_RULE, LawValue.CaregiverRule.class).caregiversOnly();
    }

    public LawValue.Routes routes() {
        return value(LawField.ROUTING, LawValue.Routes.class);
    }

    public LawValue.Hotlines hotlines() {
        return value(LawField.HOTLINES, LawValue.Hotlines.class);
    }

    /** Parts that a duty rests on and that the district has not confirmed, or not again in time. */
    public Set<LawField> unreviewed() {
        return LawReviewed.of(this).open();
    }

    /** The law as steps need it. */
    public LawFacts facts() {
        var written = writtenReport();
        return new LawFacts(
                state,
                on,
                ageOfMajority(),
                oralHours(),
                written.asked(),
                written.hours(),
                value(LawField.REPORTERS, LawValue.Reporters.class).everyone(),
                needsCaregiver(),
                value(LawField.SAFE_HARBOR, LawValue.Harbor.class).protects(),
                unreviewed().stream().map(LawField::id).collect(Collectors.toSet()));
    }

    private <T extends LawValue> T value(LawField field, Class<T> type) {
        return type.cast(part(field).version().value());
    }
}
